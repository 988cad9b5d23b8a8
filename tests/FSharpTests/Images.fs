/// Images with labels, in files and by download, and pictures.
module Images

open System
open System.IO
open System.Net
open System.Net.Sockets
open System.Text
open System.Threading
open System.Threading.Tasks
open Perceptron
open Xunit

/// A folder of its own, which goes with what is in it.
type private Folder() =
    let path = Directory.CreateTempSubdirectory("perceptron-").FullName
    member _.Path = path
    member _.Item(name: string) = Path.Combine(path, name)

    interface IDisposable with
        member _.Dispose() = Directory.Delete(path, recursive = true)

let private pixels = [| 0uy; 255uy; 51uy; 0uy; 0uy; 255uy |] // Three images of 1 × 2.
let private labels = [| 0uy; 1uy; 1uy |]

[<Fact>]
let ``IDX files and streams, written and read`` () =
    use folder = new Folder()
    Idx.WriteImages(folder["images"], pixels, 1, 2)
    Idx.WriteLabels(folder["labels"], labels)
    let images = Idx.ReadImages folder["images"]
    Assert.Equal((3, 1, 2), (images.Count, images.Height, images.Width))
    Assert.Equal(array2D [ [ 0.0f; 1.0f ]; [ 0.2f; 0.0f ]; [ 0.0f; 1.0f ] ], images.Rows.ToArray())
    Assert.Equal<byte[]>(labels, Idx.ReadLabels folder["labels"])

    use stream = new MemoryStream()
    Idx.WriteImages(stream, pixels, 1, 2)
    Assert.Equal<byte[]>(File.ReadAllBytes folder["images"], stream.ToArray())
    stream.Position <- 0L
    Assert.Equal(3, Idx.ReadImages(stream, "memory").Count)

    use stream = new MemoryStream()
    Idx.WriteLabels(stream, labels)
    stream.Position <- 0L
    Assert.Equal<byte[]>(labels, Idx.ReadLabels(stream, "memory"))

    let data = ImageDataset.Read(folder["images"], folder["labels"])
    let turned = ImageDataset.Read(folder["images"], folder["labels"], transposed = Nullable true)
    Assert.Equal((data.Height, data.Width), (turned.Width, turned.Height))
    Assert.Equal((3, 1), (data.Count, data.Label 2))
    Assert.Equal<float32[]>([| 0.2f; 0.0f |], data.Pixels 1)

[<Fact>]
let ``images chosen, named and split`` () =
    let digits = Digits.Embedded()
    Assert.Contains("Optical Recognition of Handwritten Digits", Digits.License())
    let few = (digits.Select [| 0..19 |]).WithClassNames [| for digit in 0..9 -> $"the {digit}" |]
    Assert.Equal("the 3", few.ClassNames[3])
    Assert.Equal(digits.Label 7, few.Label 7)

    let of16 = ImageDataset.Of(digits.Data, 4, 16)
    Assert.Equal((4, 16), (of16.Height, of16.Width))

    for parts in [ few.SplitByCount 5; few.SplitByFraction 0.25 ] do
        Assert.Equal((15, 5), (parts.Training.Count, parts.HeldOut.Count))

/// The four files of a set like MNIST, of three images each.
let private small () =
    let folder = new Folder()

    for part in [ "train"; "t10k" ] do
        Idx.WriteImages(folder[$"{part}-images-idx3-ubyte"], pixels, 1, 2)
        Idx.WriteLabels(folder[$"{part}-labels-idx1-ubyte"], labels)

    folder

[<Fact>]
let ``MNIST, or what has its files, from a folder`` () =
    task {
        use folder = small ()
        Assert.True(Mnist.IsIn folder.Path)
        let options = MnistOptions(Folder = folder.Path, Offline = true)
        Assert.Null options.EmnistSplit
        Assert.False options.Transposed.HasValue
        Assert.Equal("letters", MnistOptions(EmnistSplit = "letters", Transposed = Nullable false).EmnistSplit)
        Assert.Equal(folder.Path, options.Folder)
        Assert.True options.Offline

        let! waited = Mnist.LoadAsync options

        for mnist in [ Mnist.Load folder.Path; Mnist.Load options; waited ] do
            Assert.Equal(MnistSource.Folder, mnist.Source)
            Assert.Equal(folder.Path, mnist.Folder)
            Assert.Equal((3, 3), (mnist.Training.Count, mnist.Test.Count))
    }
    :> Task

[<Fact>]
let ``MNIST that must not be downloaded is not there, and why`` () =
    task {
        use folder = new Folder()
        let options = MnistOptions(Folder = folder.Path, Offline = true)
        let! missing = Assert.ThrowsAsync<MnistNotFoundException>(fun () -> Mnist.DownloadAsync options)
        Assert.Contains("offline", Seq.exactlyOne missing.Reasons)
        Assert.Empty(Directory.GetFiles folder.Path)

        match Mnist.CacheFolder with
        | null -> ()
        | cache -> Assert.EndsWith("mnist", cache)
    }
    :> Task

/// Where a set that was loaded came from, in words.
let private comesFrom source =
    match source with
    | MnistSource.Folder -> "the folder that was given"
    | MnistSource.EnvironmentVariable -> "the folder that the environment names"
    | MnistSource.Cache -> "the cache"
    | MnistSource.Mirrors -> "a mirror"
    | _ -> string source

[<Fact>]
let ``where it came from, in words`` () =
    let words = Enum.GetValues<MnistSource>() |> Array.map comesFrom
    Assert.Equal(4, (Array.distinct words).Length)
    Assert.Equal("a mirror", comesFrom MnistSource.Mirrors)

/// Sends the beginning of a file of 1,000 bytes to whoever asks, and then nothing.
let private answer (listener: TcpListener) =
    task {
        use! client = listener.AcceptTcpClientAsync()
        use stream = client.GetStream()
        use reader = new StreamReader(stream)
        let! first = reader.ReadLineAsync()
        do! stream.WriteAsync(ReadOnlyMemory(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")))
        do! stream.WriteAsync(ReadOnlyMemory [| 0x1fuy; 0x8buy; 8uy |])
        let! _ = reader.ReadToEndAsync()
        return first
    }

[<Fact>]
let ``a download says how far it is, and is cancelled`` () =
    task {
        use folder = new Folder()
        use listener = new TcpListener(IPAddress.Loopback, 0)
        listener.Start()
        let answered = answer listener
        let mirror = Uri $"http://{listener.LocalEndpoint}/mnist/"
        use cancellation = new CancellationTokenSource()
        let mutable seen: MnistProgress list = []

        let progress =
            { new IProgress<MnistProgress> with
                member _.Report told =
                    seen <- told :: seen
                    cancellation.Cancel() }

        let options = MnistOptions(Folder = folder.Path, Mirrors = [| mirror |])
        Assert.Same(mirror, Seq.exactlyOne options.Mirrors)
        let! _ = Assert.ThrowsAnyAsync<OperationCanceledException>(fun () -> Mnist.DownloadAsync(options, progress, cancellation.Token))
        let! request = answered

        let told = List.last seen
        Assert.Equal(mirror, told.Mirror)
        Assert.Equal("train-images-idx3-ubyte.gz", told.File)
        Assert.Equal(Nullable 1000L, told.TotalBytes)
        Assert.InRange(told.Bytes, 0L, 3L)
        Assert.Contains(told.File, request)
        Assert.Empty(Directory.GetFiles folder.Path)
    }
    :> Task

[<Fact>]
let ``a drawing made into an observation`` () =
    // A black bar on white paper, upright.
    let grey = [| for _ in 0..11 do for x in 0..11 -> if x = 2 || x = 3 then 0uy else 255uy |]
    let observation = DigitPreparation.Prepare(grey, 12, 12, targetHeight = 8, targetWidth = 8, box = 6)

    Assert.Equal(64, observation.Length)
    Assert.InRange(Array.max observation, 0.5f, 1.0f)
    let ink column = Seq.sum (seq { for row in 0..7 -> observation[row * 8 + column] })
    Assert.Equal(0.0f, ink 0)
    Assert.True(ink 3 + ink 4 > 0.0f) // It stands in the middle.

    // As it is: not cropped, not inverted.
    let whole = DigitPreparation.Scale(grey, 12, 12, targetHeight = 6, targetWidth = 6)
    Assert.Equal<float32[]>([| 1f; 0f; 1f; 1f; 1f; 1f |], whole[..5])

[<Fact>]
let ``pictures of observations and of weights`` () =
    let observation = Image.FromObservation([| 0.0; 1.0 |], 1, 2, enlarge = 3)
    Assert.Equal((6, 3), (observation.Width, observation.Height))
    Assert.Equal(Rgb(255uy, 255uy, 255uy), observation[0, 0])
    Assert.Equal(0uy, observation[5, 0].Green)

    use stream = new MemoryStream()
    observation.WritePng stream
    Assert.Equal<byte[]>([| 0x89uy; 0x50uy; 0x4euy; 0x47uy |], stream.ToArray()[..3])

    let layer = Layer.Of(array2D [ [ 1.0; 0.0 ]; [ 0.0; -2.0 ] ], [| 0.0; 0.0 |])
    let pictures = WeightImages.Of(layer, 1, 2, [ "left"; "right" ])
    Assert.Equal((2, 1, 2), (pictures.Count, pictures.Height, pictures.Width))
    Assert.Equal<string list>([ "left"; "right" ], List.ofSeq pictures.Names)
    Assert.Equal(2.0, pictures.Scale)
    Assert.True(pictures.ContactSheet(enlarge = 4).Width > 2 * pictures.Image(0, enlarge = 4).Width)

[<Fact>]
let ``a picture in a file, read as grey`` () =
    use folder = new Folder()
    Image.FromObservation([| 0.0; 1.0; 0.0; 0.0; 1.0; 0.0; 0.0; 1.0; 0.0 |], 3, 3, enlarge = 4).SavePng folder["one.png"]
    let picture = GreyImage.Load folder["one.png"]
    Assert.Equal((12, 12), (picture.Height, picture.Width))
    Assert.Equal((255uy, 0uy), (picture[0, 0], picture[5, 0]))

    use stream = File.OpenRead folder["one.png"]
    Assert.Equal<byte[]>(picture.ToArray(), GreyImage.Read(stream, "a stream").ToArray())

    let observation = DigitPreparation.Prepare(picture.ToArray(), picture.Height, picture.Width, targetHeight = 8, targetWidth = 8, box = 6)
    Assert.Equal(64, observation.Length)

    use text = new MemoryStream(Encoding.UTF8.GetBytes "no picture")
    let refused = Assert.Throws<InvalidDataException>(fun () -> GreyImage.Read(text, "notes.txt") |> ignore)
    Assert.StartsWith("notes.txt is neither a PNG nor a JPEG picture", refused.Message)
