/// Models, their parts and their gradients, and the files that keep them.
module Models

open System
open System.IO
open MathNet.Numerics.LinearAlgebra
open Perceptron
open Xunit

let private matrix (rows: float list list) = Matrix<float>.Build.DenseOfArray(array2D rows)
let private vector (values: float list) = Vector<float>.Build.DenseOfArray(Array.ofList values)

[<Fact>]
let ``activations and outputs are values with a name`` () =
    let activations = [ Activation.Sigmoid; Activation.Tanh; Activation.ReLU ]
    Assert.Equal<string list>([ "sigmoid"; "tanh"; "ReLU" ], activations |> List.map _.Name)
    Assert.Equal<float list>([ 0.5; 0.0; 0.0 ], activations |> List.map _.Apply(0.0))
    Assert.Equal(2.0, Activation.ReLU.Apply 2.0)
    Assert.Equal<string list>([ "sigmoid"; "softmax" ], [ Output.Sigmoid; Output.Softmax ] |> List.map _.Name)

[<Fact>]
let ``an architecture is a value`` () =
    let shape = Architecture.Of(2).Hidden(3, Activation.Tanh).Softmax 2

    Assert.Equal((2, 2, 2), (shape.InputCount, shape.OutputCount, shape.LayerCount))
    Assert.Equal(2 * 3 + 3 + 3 * 2 + 2, shape.ParameterCount)
    Assert.Equal<int list>([ 2; 3; 2 ], List.ofSeq shape.Sizes)
    Assert.Same(Activation.Tanh, Seq.exactlyOne shape.HiddenActivations)
    Assert.Same(Output.Softmax, shape.Output)

    let named = shape.WithClassNames("cat", "dog")
    Assert.Equal(named, shape.WithClassNames named.ClassNames)
    Assert.Equal(2, named.ClassCount)
    Assert.Equal<string list>([ "cat"; "dog" ], List.ofSeq named.OutputNames)
    Assert.Empty named.Thresholds
    Assert.Equal<string list>([ "cat"; "dog" ], List.ofSeq named.ClassNames)
    Assert.True(shape.Equals(Architecture.Of(2).Hidden(3, Activation.Tanh).Softmax 2))
    Assert.False(shape.Equals(Architecture.Of(2).Hidden(3, Activation.ReLU).Softmax 2))
    Assert.False((shape = named))

[<Fact>]
let ``a model is made of layers, and taken apart into them`` () =
    let hidden = Layer.Of(array2D [ [ 10.0; -10.0 ]; [ 10.0; -10.0 ] ], [| -5.0; 15.0 |])
    let output = Layer.Neuron([| 10.0; 10.0 |], -15.0)
    let xor = Model.Of(Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid 1, hidden, output)

    Assert.Equal((2, 1, 9), (xor.InputCount, xor.OutputCount, xor.ParameterCount))
    Assert.Equal(xor.Architecture, Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid 1)
    Assert.Equal<int[]>([| 0; 1; 1; 0 |], xor.Classify LogicGate.Xor.Dataset.Rows)
    Assert.True(xor.Layers[0].Equals hidden)
    Assert.True(hidden.Equals(Layer.Of(matrix [ [ 10.0; -10.0 ]; [ 10.0; -10.0 ] ], vector [ -5.0; 15.0 ])))
    Assert.False(hidden.Equals output)
    Assert.Equal((2, 1), (output.InputCount, output.OutputCount))

    // What is not x1 and x2, but x1 or x2: another bias behind the same hidden layer.
    let orBehind = xor.WithLayer(1, Layer.Neuron([| 10.0; 10.0 |], -5.0))
    Assert.Equal<int[]>([| 1; 1; 1; 1 |], orBehind.Classify LogicGate.Xor.Dataset.Rows)

[<Fact>]
let ``W and b are read as they are written`` () =
    let rows = [ [ 1.0; 2.0; 3.0 ]; [ 4.0; 5.0; 6.0 ] ]
    let layer = Layer.Of(array2D rows, [| 7.0; 8.0; 9.0 |])
    let w, b = layer.W, layer.B

    Assert.Equal((2, 3), (w.InputCount, w.OutputCount))
    Assert.Equal(6.0, w[1, 2])
    Assert.Equal(array2D rows, w.ToArray())
    Assert.Equal<float[]>([| 2.0; 5.0 |], w.Column 1)
    Assert.Equal(matrix rows, w.ToMatrix())
    Assert.True(w.Equals (Layer.Of(array2D rows, [| 0.0; 0.0; 0.0 |])).W)

    Assert.Equal(3, b.OutputCount)
    Assert.Equal(9.0, b[2])
    Assert.Equal<float[]>([| 7.0; 8.0; 9.0 |], b.ToArray())
    Assert.Equal<Vector<float>>(vector [ 7.0; 8.0; 9.0 ], b.ToVector())
    Assert.False(b.Equals (Layer.Of(array2D rows, [| 0.0; 0.0; 0.0 |])).B)

[<Fact>]
let ``parameters are one vector, put back and converted`` () =
    let neuron = Model.Neuron([| 0.5; -0.25 |], 1.0)
    Assert.Equal<float[]>([| 0.5; -0.25; 1.0 |], neuron.GetParameters())
    Assert.True(neuron.Equals(Model.FromParameters(neuron.Architecture, [| 0.5; -0.25; 1.0 |])))
    Assert.Equal(2.0, neuron.WithParameters([| 0.0; 0.0; 2.0 |]).Logits(1.0, 1.0)[0])
    Assert.Equal<float32[]>([| 0.5f; -0.25f; 1.0f |], neuron.ConvertTo<float32>().GetParameters())
    let named = neuron.WithClassNames("dry", "raining")
    Assert.Equal<string list>([ "dry"; "raining" ], List.ofSeq named.ClassNames)
    Assert.Equal("raining", Seq.exactlyOne named.OutputNames)
    Assert.Equal<string list>([ "dry"; "raining" ], List.ofSeq (neuron.WithClassNames named.ClassNames).ClassNames)

[<Fact>]
let ``starts of zeros and of random numbers`` () =
    let shape = Architecture.Of(4).Hidden(8, Activation.ReLU).Softmax 3
    let zeros = Model.Zeros<float> shape

    Assert.All(zeros.GetParameters(), (fun p -> Assert.Equal(0.0, p)))
    Assert.Equal(zeros, (Model.Uniform<float>(shape, 0.0, 1.0, seed = 1)).WithParameters(Array.zeroCreate shape.ParameterCount))

    for start in [ (fun seed -> Model.He<float>(shape, seed)); (fun seed -> Model.Glorot<float>(shape, seed)) ] do
        Assert.Equal(start 1L, start 1L)
        Assert.NotEqual(start 1L, start 2L)
        Assert.True((start 1L).Layers[0].W[0, 0] <> 0.0)

[<Fact>]
let ``one layer by its size, from arrays and from MathNet`` () =
    let w, b = [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ], [ 5.0; 6.0 ]

    Assert.Equal(Model.Sigmoid(array2D w, Array.ofList b), Model.Sigmoid(matrix w, vector b))
    Assert.Equal(Model.Softmax(array2D w, Array.ofList b), Model.Softmax(matrix w, vector b))
    Assert.Equal(Model.Zeros<float>(Architecture.Of(2).Sigmoid 3), Model.Sigmoid<float>(2, 3))
    Assert.Equal(Model.Zeros<float>(Architecture.Of(2).Softmax 3), Model.Softmax<float>(2, 3))

let private classes = Model.Softmax(array2D [ [ 1.0; -1.0 ]; [ 0.0; 2.0 ] ], [| 0.5; -0.5 |])
let private x = [ [ 1.0; 2.0 ] ]

[<Fact>]
let ``logits of whatever an observation comes in`` () =
    let row, into, rowsInto = [| 1.0; 2.0 |], Array.zeroCreate<float> 2, Array.zeroCreate<float> 2
    classes.Logits(row, into)
    classes.Logits(Rows.Of(array2D x), Memory rowsInto)
    let rowInto = Array.zeroCreate<float> 2
    classes.Logits(Rows.Of(array2D x), 0, rowInto)

    let forms =
        [ classes.Logits row
          classes.Logits(vector x[0]).ToArray()
          classes.Logits(array2D x)[0, *]
          classes.Logits(matrix x).Row(0).ToArray()
          classes.Logits(Rows.Of(array2D x))[0, *]
          into
          rowInto
          rowsInto ]

    Assert.All(forms, (fun form -> Assert.Equal<float[]>([| 1.5; 2.5 |], form)))

[<Fact>]
let ``predictions and classes of whatever an observation comes in`` () =
    let rowsInto = Array.zeroCreate<float> 2
    classes.Predict(Rows.Of(array2D x), Memory rowsInto)
    let rowInto = Array.zeroCreate<float> 2
    classes.Predict(Rows.Of(array2D x), 0, rowInto)

    for form in [ classes.Predict(array2D x)[0, *]; rowInto; rowsInto ] do
        Assert.Equal(1.0 / (1.0 + exp 1.0), form[0], 1e-15)
        Assert.Equal(1.0 / (1.0 + exp -1.0), form[1], 1e-15)

    Assert.Equal(1, classes.Classify(vector x[0]))
    Assert.Equal(1, Array.exactlyOne (classes.Classify(array2D x)))
    Assert.Equal(1, Array.exactlyOne (classes.Classify(matrix x)))

    let independent = Model.Sigmoid(array2D [ [ 1.0; -1.0 ]; [ 0.0; 2.0 ] ], [| 0.5; -0.5 |])
    Assert.Equal<bool[]>([| true; false |], independent.ClassifyMultiLabel(1.0, 0.0))
    Assert.Equal(array2D [ [ true; false ]; [ true; true ] ], independent.ClassifyMultiLabel(Rows.Of(array2D [ [ 1.0; 0.0 ]; [ 1.0; 2.0 ] ])))

[<Fact>]
let ``one prediction after the other, and into memory of the caller's`` () =
    let row, into = [| 1.0; 2.0 |], Array.zeroCreate<float> 2
    classes.Predict(row, into)
    Assert.Equal<float[]>(classes.Predict(1.0, 2.0), into)
    classes.Logits(ReadOnlySpan row, Span into)
    Assert.Equal<float[]>(classes.Logits(1.0, 2.0), into)
    Assert.Equal<float[] list>([ classes.Predict row ], [ row ] |> List.map classes.Predict)
    Assert.Equal<int list>([ 1 ], [ row ] |> List.map classes.Classify)

[<Fact>]
let ``a class by its name`` () =
    let named = classes.WithClassNames("cat", "dog")
    let answer = named.PredictClass(1.0, 2.0)
    let first, second = answer.Ranking[0], answer.Ranking[1]

    Assert.Equal((1, "dog"), (answer.Index, answer.Name))
    Assert.Equal((named.Predict(1.0, 2.0))[1], answer.Probability)
    Assert.Equal(RankedClass(1, "dog", answer.Probability), first)
    Assert.Equal((0, "cat", 2), (second.Index, second.Name, answer.Ranking.Count))
    Assert.Equal(1.0, first.Probability + second.Probability, 1e-15)
    Assert.Equal("dog", named.ClassifyName(1.0, 2.0))
    Assert.Equal<string[]>([| "dog" |], named.ClassifyNames(array2D x))
    Assert.Equal<string[]>([| "dog" |], named.ClassifyNames(Rows.Of(array2D x)))

[<Fact>]
let ``from which f(x) on a class is predicted`` () =
    let half = Model.Neuron<float> 2
    let careful = half.WithThreshold 0.9
    Assert.Equal((1, 0), (half.Classify(1.0, 2.0), careful.Classify(1.0, 2.0)))
    Assert.Equal(0.9, Seq.exactlyOne careful.Thresholds)
    Assert.Equal(careful.Architecture, half.Architecture.WithThreshold 0.9)
    Assert.Equal(2, careful.ClassCount)

    let independent = (Model.Sigmoid<float>(2, 2)).WithThresholds(0.25, 0.75)
    Assert.Equal<bool[]>([| true; false |], independent.ClassifyMultiLabel(1.0, 0.0))
    Assert.Equal<float list>([ 0.25; 0.75 ], List.ofSeq (Architecture.Of(2).Sigmoid(2).WithThresholds(0.25, 0.75)).Thresholds)

[<Fact>]
let ``activations of every layer, side by side`` () =
    let xor = LogicGate.Xor.Textbook
    let row = [| 0.0; 1.0 |]
    let layers = xor.Activations row
    let into = Array.zeroCreate<float> 3
    xor.Activations(row, into)

    Assert.Equal<float[]>(xor.Predict row, layers[1])
    Assert.Equal<float[]>(Array.concat layers, into)

let private neuron = Model.Neuron<float> 2

[<Fact>]
let ``the gradient of one observation and of more`` () =
    // f(x) is a half, so that the gradient is (½ − y) x, and (½ − y) for b.
    let one = neuron.Gradient([| 1.0; 2.0 |], [| 1.0 |])
    let other = neuron.Gradient([| -1.0; -2.0 |], [| 0.0 |])
    Assert.Equal<float[]>([| -0.5; -1.0; -0.5 |], one.ToArray())
    Assert.Equal((-1.0, 3, 1L, 0.0), (one[1], one.Length, one.Count, (if one.LossOptions.L2.HasValue then one.LossOptions.L2.Value else 0.0)))
    Assert.Equal(sqrt 1.5, one.Norm(), 1e-15)
    Assert.Equal(log 2.0, one.Loss, 1e-15)
    Assert.Equal(log 2.0, neuron.Loss([| 1.0; 2.0 |], [| 1.0 |]), 1e-15)
    Assert.Same(neuron, one.Model)
    Assert.Equal(-0.5, one.ForLayer(0).B[0])

    let both = one + other
    Assert.Equal<float[]>([| -0.5; -1.0; 0.0 |], both.ToArray())
    Assert.Equal(2L, (one.Add other).Count)

    let data = Dataset.Binary(array2D [ [ 1.0; 2.0 ]; [ -1.0; -2.0 ] ], [| 1.0; 0.0 |])
    let into = Array.zeroCreate<float> 3
    Assert.Equal(log 2.0, neuron.Gradient(data, Span into), 1e-15)
    Assert.Equal<float[]>(both.ToArray(), into)
    Assert.Equal(LossOptions(L2 = 0.1), neuron.Gradient(data, loss = LossOptions(L2 = 0.1)).LossOptions)

[<Fact>]
let ``the gradient of a class by its index`` () =
    let softmax = Model.Softmax<float>(1, 2)
    Assert.Equal(log 2.0, softmax.Loss([| 3.0 |], 1), 1e-15)
    Assert.Equal<float[]>([| 1.5; -1.5; 0.5; -0.5 |], softmax.Gradient([| 3.0 |], 1).ToArray())

[<Fact>]
let ``where a gradient is wrong`` () =
    let check = GradientCheck.Compare((fun p -> p[0] * p[0] + p[1]), (fun p -> [| 2.0 * p[0]; 3.0 |]), [| 4.0; 5.0 |])

    Assert.Equal(1, check.Index)
    Assert.Equal(3.0, check.Analytic)
    Assert.Equal(1.0, check.Numeric, 1e-9)
    Assert.Equal(2.0, check.LargestDifference, 1e-9)
    Assert.Contains("1", check.Where)

[<Fact>]
let ``losses from logits keep their digits`` () =
    Assert.Equal(exp -40.0, Losses.BinaryCrossEntropy(array2D [ [ 40.0 ] ], array2D [ [ 1.0 ] ]), 1e-25)
    Assert.Equal(log 2.0, Losses.CrossEntropy(array2D [ [ 7.0; 7.0 ] ], [| 1 |]), 1e-15)
    Assert.Equal(log 2.0, Losses.CrossEntropy(array2D [ [ 7.0; 7.0 ] ], array2D [ [ 0.25; 0.75 ] ]), 1e-15)

[<Fact>]
let ``a model comes back from a file as it was`` () =
    let model = Model.Glorot<float32>(Architecture.Of(3).Hidden(4, Activation.Tanh).Softmax(2).WithClassNames("cat", "dog"), seed = 1)
    let metadata = ModelFileMetadata(InputDivisor = 255.0, Entries = readOnlyDict [ "author", "F#" ])

    use stream = new MemoryStream()
    ModelFile.Write(model, stream, metadata)
    stream.Position <- 0L
    let read = ModelFile.Read<float32>(stream, "memory")
    Assert.Equal(model, read.Model)
    Assert.Equal(255.0, read.Metadata.InputDivisor)
    Assert.Equal("F#", read.Metadata.Entries["author"])
    Assert.NotEmpty read.Library

    let path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())

    try
        ModelFile.Save(model, path)
        let loaded = ModelFile.Load<float32> path
        Assert.Equal(model, loaded.Model)
        Assert.Equal(1.0, loaded.Metadata.InputDivisor)
    finally
        File.Delete path
