/// Rows, targets and the datasets of both.
module Data

open System
open MathNet.Numerics.LinearAlgebra
open Perceptron
open Xunit

let private x = [ [ 0.0; 2.0 ]; [ 3.0; 0.0 ]; [ 0.0; 0.0 ] ]
let private matrix (rows: float list list) = Matrix<float>.Build.DenseOfArray(array2D rows)

[<Fact>]
let ``rows from whatever there is`` () =
    let forms =
        [ Rows.Of(array2D x)
          Rows.Of(seq { for row in x -> Array.ofList row })
          Rows.Of(Array.ofList (List.concat x), 2)
          Rows.Of(matrix x) ]

    for rows in forms do
        Assert.Equal((3, 2), (rows.Count, rows.InputCount))
        Assert.Equal(array2D x, rows.ToArray())
        Assert.Equal(3.0, rows.MaxAbs)
        Assert.Equal(3.0, rows[1, 0])
        Assert.Equal<float[]>([| 0.0; 2.0 |], rows.Row 0)

[<Fact>]
let ``rows dense and sparse, chosen, scaled and converted`` () =
    let dense = Rows.Of(array2D x).ToDense()
    let sparse = dense.ToSparse()

    Assert.False dense.IsSparse
    Assert.True sparse.IsSparse
    Assert.Equal((6L, 2L), (dense.StoredValueCount, sparse.StoredValueCount))
    Assert.Equal(array2D [ x[1]; x[0] ], sparse.Select(1, 0).ToArray())
    Assert.Equal(array2D [ [ 0.0; 1.0 ]; [ 1.5; 0.0 ]; [ 0.0; 0.0 ] ], sparse.Scale(0.5).ToArray())
    Assert.Equal(3.0f, sparse.ConvertTo<float32>()[1, 0])

[<Fact>]
let ``rows one by one, bytes among them`` () =
    let builder = RowsBuilder<float>(2, sparse = true)
    builder.EnsureCapacity 2
    let numbers, bytes, tenths = [| 0.0; 2.0 |], [| 255uy; 0uy |], [| 0uy; 5uy |]
    let rows = builder.Add(numbers).AddBytes(bytes).AddBytes(tenths, divisor = 10.0)

    Assert.Same(builder, rows)
    Assert.Equal((3, 2), (builder.Count, builder.InputCount))
    Assert.Equal(array2D [ [ 0.0; 2.0 ]; [ 1.0; 0.0 ]; [ 0.0; 0.5 ] ], builder.Build().ToArray())

[<Fact>]
let ``rows by the values that are not 0`` () =
    let indices, values = [| 1; 2 |], [| 5.0; 7.0 |]
    let rows = RowsBuilder<float>(3, sparse = true).Add(indices, values).Build()

    Assert.Equal(array2D [ [ 0.0; 5.0; 7.0 ] ], rows.ToArray())
    let csr = Rows.OfCsr([| 0; 2; 2; 3 |], [| 1; 2; 0 |], [| 5.0; 7.0; 9.0 |], inputCount = 3)
    Assert.Equal(array2D [ [ 0.0; 5.0; 7.0 ]; [ 0.0; 0.0; 0.0 ]; [ 9.0; 0.0; 0.0 ] ], csr.ToArray())

[<Fact>]
let ``rows one after the other`` () =
    let dense, sparse = Rows.Of(array2D x), Rows.Of(array2D x).ToSparse()

    for rows in [ Rows.Concat(dense, sparse); dense.Concat sparse; Rows.Concat [| dense; sparse |] ] do
        Assert.Equal((6, 2, false), (rows.Count, rows.InputCount, rows.IsSparse))
        Assert.Equal(array2D (x @ x), rows.ToArray())

[<Fact>]
let ``targets of two classes`` () =
    let forms =
        [ Targets.Binary<float>([| true; false |])
          Targets.Binary<float>([| 1; 0 |])
          Targets.Binary([| 1.0; 0.0 |]) ]

    for targets in forms do
        Assert.Equal(TargetKind.Binary, targets.Kind)
        Assert.Equal((2, 1, 2), (targets.Count, targets.OutputCount, targets.ClassCount))
        Assert.Equal(array2D [ [ 1.0 ]; [ 0.0 ] ], targets.ToArray())
        Assert.Equal<int list>([ 1; 0 ], List.map targets.ClassOf [ 0; 1 ])

    Assert.Equal<int list>([ 1; 0 ], List.map (Targets.Binary [| 0.5; 0.25 |]).ClassOf [ 0; 1 ])

[<Fact>]
let ``targets of exclusive classes`` () =
    let oneHot = [ [ 0.0; 1.0 ]; [ 1.0; 0.0 ] ]

    let forms =
        [ Targets.Exclusive<float>([| 1; 0 |], 2)
          Targets.OneHot(array2D oneHot)
          Targets.OneHot(matrix oneHot)
          Targets.Exclusive(array2D oneHot)
          Targets.Exclusive(matrix oneHot) ]

    for targets in forms do
        Assert.Equal(TargetKind.Exclusive, targets.Kind)
        Assert.Equal((2, 2, 2), (targets.Count, targets.OutputCount, targets.ClassCount))
        Assert.Equal(array2D oneHot, targets.ToArray())
        Assert.Equal(1, targets.ClassOf 0)
        Assert.Equal(0, targets.Select(1).ClassOf 0)
        Assert.Equal(1.0f, targets.ConvertTo<float32>()[0, 1])

[<Fact>]
let ``targets of independent classes`` () =
    let pictures = [ [ 1.0; 1.0 ]; [ 0.0; 0.25 ] ] // Of a dog and an elephant, and perhaps of an elephant.

    for targets in [ Targets.MultiLabel(array2D pictures); Targets.MultiLabel(matrix pictures) ] do
        Assert.Equal(array2D pictures, targets.ToArray())

        match targets.Kind with
        | TargetKind.MultiLabel -> ()
        | _ -> failwith "The kind should be MultiLabel."

    Assert.Equal(array2D [ [ 1.0; 0.0 ] ], Targets.MultiLabel<float>(array2D [ [ true; false ] ]).ToArray())

[<Fact>]
let ``datasets of two classes`` () =
    let rows = Rows.Of(array2D x)
    let labels, names = [| "yes"; "no"; "no" |], [ "no"; "yes" ]

    let forms =
        [ Dataset.Binary(array2D x, [| true; false; false |])
          Dataset.Binary(rows, [| true; false; false |])
          Dataset.Binary(array2D x, [| 1; 0; 0 |])
          Dataset.Binary(rows, [| 1; 0; 0 |])
          Dataset.Binary(array2D x, [| 1.0; 0.0; 0.0 |])
          Dataset.Binary(rows, [| 1.0; 0.0; 0.0 |])
          Dataset.Binary(array2D x, labels, positive = "yes")
          Dataset.Binary(rows, labels, positive = "yes")
          Dataset.Binary(array2D x, labels, classNames = names)
          Dataset.Binary(rows, labels, classNames = names) ]

    for data in forms do
        Assert.Equal((3, 2, 1, 2), (data.Count, data.InputCount, data.OutputCount, data.ClassCount))
        Assert.Equal(array2D x, data.Rows.ToArray())
        Assert.Equal(array2D [ [ 1.0 ]; [ 0.0 ]; [ 0.0 ] ], data.Targets.ToArray())

    Assert.Equal<string list>([ "0"; "1" ], List.ofSeq forms[0].ClassNames)

    for data in List.skip 6 forms do
        Assert.Equal<string list>(names, List.ofSeq data.ClassNames)

[<Fact>]
let ``datasets of exclusive classes`` () =
    let indices, labels, names = [| 1; 0; 0 |], [| "b"; "a"; "a" |], [ "a"; "b" ]
    let oneHot = array2D [ [ 0.0; 1.0 ]; [ 1.0; 0.0 ]; [ 1.0; 0.0 ] ]
    let rows = Rows.Of(array2D x)

    let forms =
        [ Dataset.Exclusive(array2D x, indices, 2)
          Dataset.Exclusive(rows, indices, 2)
          Dataset.Exclusive(array2D x, oneHot)
          Dataset.Exclusive(rows, oneHot)
          Dataset.Of(rows, Targets.OneHot oneHot)
          Dataset.Exclusive(array2D x, indices, names)
          Dataset.Exclusive(rows, indices, names)
          Dataset.Exclusive(array2D x, labels)
          Dataset.Exclusive(rows, labels)
          Dataset.Exclusive(array2D x, labels, names)
          Dataset.Exclusive(rows, labels, names) ]

    for data in forms do
        Assert.Equal((3, 2, 2), (data.Count, data.InputCount, data.ClassCount))
        Assert.Equal(array2D x, data.Rows.ToArray())
        Assert.Equal(oneHot, data.Targets.ToArray())

    for data in List.skip 5 forms do
        Assert.Equal<string list>(names, List.ofSeq data.ClassNames)

[<Fact>]
let ``datasets of independent classes`` () =
    let holds = array2D [ [ true; true ]; [ false; true ]; [ false; false ] ]
    let numbers = holds |> Array2D.map (fun it -> if it then 1.0 else 0.0)
    let rows = Rows.Of(array2D x)

    let forms =
        [ Dataset.MultiLabel(array2D x, holds)
          Dataset.MultiLabel(rows, holds)
          Dataset.MultiLabel(array2D x, numbers)
          Dataset.MultiLabel(rows, numbers) ]

    for data in forms do
        Assert.Equal(numbers, data.Targets.ToArray())
        Assert.Equal<string list>([ "dog"; "elephant" ], List.ofSeq (data.WithClassNames("dog", "elephant").ClassNames))

[<Fact>]
let ``datasets one after the other, with their names`` () =
    let first = Dataset.Exclusive(array2D x, [| "b"; "a"; "c" |])
    let second = Dataset.Exclusive(array2D [ [ 1.0; 1.0 ] ], [| "b" |], first.ClassNames)

    for data in [ first.Concat second; Dataset.Concat(first, second); Dataset.Concat [| first; second |] ] do
        Assert.Equal<int list>([ 1; 0; 2; 1 ], List.map data.Targets.ClassOf [ 0..3 ])
        Assert.Equal<string list>([ "a"; "b"; "c" ], List.ofSeq data.ClassNames)

    let other = first.WithClassNames [ "x"; "y"; "z" ]
    Assert.Equal<string list>([ "x"; "y"; "z" ], List.ofSeq (other.SplitByCount(1).HeldOut.ClassNames))

[<Fact>]
let ``a dataset scaled, converted, weighted and split`` () =
    let data = Dataset.Exclusive(array2D x, [| 1; 0; 0 |], 2).WithRowWeights(1.0, 2.0, 3.0)

    Assert.Equal<float[]>([| 1.0; 2.0; 3.0 |], data.GetRowWeights())
    Assert.Equal(4.0, data.Scale(2.0).Rows[0, 1])
    Assert.Equal(2.0f, data.ConvertTo<float32>().Rows[0, 1])

    let parts = data.SplitByCount(1, seed = 3L)
    Assert.Equal((2, 1), (parts.Training.Count, parts.HeldOut.Count))
    let weights = Array.append (parts.Training.GetRowWeights()) (parts.HeldOut.GetRowWeights())
    Assert.Equal<float[]>([| 1.0; 2.0; 3.0 |], Array.sort weights)

[<Fact>]
let ``inputs brought to one scale, that of the training part`` () =
    let training = Dataset.Exclusive(array2D [ [ 1.0; 5.0 ]; [ 5.0; 5.0 ] ], [| 0; 1 |], 2)
    let scale = StandardScaler.Fit training

    Assert.Equal(2, scale.InputCount)
    Assert.Equal<float list>([ 3.0; 5.0 ], List.map scale.Mean [ 0; 1 ])
    Assert.Equal<float list>([ 2.0; 1.0 ], List.map scale.StandardDeviation [ 0; 1 ])
    Assert.Equal(array2D [ [ -1.0; 0.0 ]; [ 1.0; 0.0 ] ], scale.Transform(training).Rows.ToArray())
    Assert.Equal(array2D [ [ 2.0; -5.0 ] ], scale.Transform(Rows.Of(array2D [ [ 7.0; 0.0 ] ])).ToArray())

    let sparse = StandardScaler.Fit(training, center = false)
    Assert.Equal((true, false), (scale.IsCentered, sparse.IsCentered))
    Assert.True(sparse.Transform(training.Rows.ToSparse()).IsSparse)

[<Fact>]
let ``weights of classes are a value`` () =
    let weights = LossOptions(ClassWeights = [| 1.0; 2.0 |], PositiveWeights = [| 3.0; 4.0 |])

    Assert.Equal<float list>([ 1.0; 2.0 ], List.ofSeq (nonNull weights.ClassWeights))
    Assert.Equal<float list>([ 3.0; 4.0 ], List.ofSeq (nonNull weights.PositiveWeights))
    Assert.True(weights.Equals(LossOptions(ClassWeights = [| 1.0; 2.0 |], PositiveWeights = [| 3.0; 4.0 |])))
    Assert.False(weights.Equals(LossOptions(ClassWeights = [| 1.0; 2.0 |])))

    let all = weights.WithL2(0.1).WithLabelSmoothing(0.2).WithRowWeights(5.0, 6.0).WithClassWeights(7.0).WithPositiveWeights(8.0)
    Assert.Equal((Nullable 0.1, Nullable 0.2), (all.L2, all.LabelSmoothing))
    Assert.Equal<float list>([ 5.0; 6.0; 7.0; 8.0 ], [ yield! nonNull all.RowWeights; yield! nonNull all.ClassWeights; yield! nonNull all.PositiveWeights ])
    Assert.Equal(LossOptions(RowWeights = [| 5.0; 6.0 |], L2 = 0.1, LabelSmoothing = 0.2, ClassWeights = [| 7.0 |], PositiveWeights = [| 8.0 |]), all)
