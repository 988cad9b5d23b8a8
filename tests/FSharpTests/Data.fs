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
let ``targets of exclusive classes`` () =
    let oneHot = [ [ 0.0; 1.0 ]; [ 1.0; 0.0 ] ]

    let forms =
        [ Targets.ClassIndices<float>([| 1; 0 |], 2)
          Targets.OneHot(array2D oneHot)
          Targets.OneHot(matrix oneHot)
          Targets.Soft(array2D oneHot)
          Targets.Soft(matrix oneHot) ]

    for targets in forms do
        Assert.True targets.AreExclusive
        Assert.Equal((2, 2), (targets.Count, targets.ClassCount))
        Assert.Equal(array2D oneHot, targets.ToArray())
        Assert.Equal(1, targets.ClassOf 0)
        Assert.Equal(0, targets.Select(1).ClassOf 0)
        Assert.Equal(1.0f, targets.ConvertTo<float32>()[0, 1])

[<Fact>]
let ``targets of independent classes`` () =
    let pictures = [ [ 1.0; 1.0 ]; [ 0.0; 0.25 ] ] // Of a dog and an elephant, and perhaps of an elephant.

    for targets in [ Targets.Independent(array2D pictures); Targets.Independent(matrix pictures) ] do
        Assert.False targets.AreExclusive
        Assert.Equal(array2D pictures, targets.ToArray())

    Assert.Equal(0.25, Targets.Independent([| 1.0; 0.25 |])[1, 0])

[<Fact>]
let ``datasets from whatever there is`` () =
    let indices = [| 1; 0; 0 |]
    let oneHot = array2D [ [ 0.0; 1.0 ]; [ 1.0; 0.0 ]; [ 1.0; 0.0 ] ]
    let rows = Rows.Of(array2D x)

    let forms =
        [ Dataset.Of(array2D x, indices, 2)
          Dataset.Of(rows, indices, 2)
          Dataset.Of(rows, Targets.OneHot oneHot)
          Dataset.Of(array2D x, oneHot) ]

    for data in forms do
        Assert.Equal((3, 2, 2), (data.Count, data.InputCount, data.ClassCount))
        Assert.Equal(array2D x, data.Rows.ToArray())
        Assert.Equal(oneHot, data.Targets.ToArray())

    Assert.Equal(1, Dataset.Of(array2D x, [| 1.0; 0.0; 0.0 |]).ClassCount)

[<Fact>]
let ``a dataset scaled, converted, weighted and split`` () =
    let data = Dataset.Of(array2D x, [| 1; 0; 0 |], 2).WithWeights(1.0, 2.0, 3.0)

    Assert.Equal<float[]>([| 1.0; 2.0; 3.0 |], data.GetWeights())
    Assert.Equal(4.0, data.Scale(2.0).Rows[0, 1])
    Assert.Equal(2.0f, data.ConvertTo<float32>().Rows[0, 1])

    let parts = data.SplitByCount(1, seed = 3L)
    Assert.Equal((2, 1), (parts.Training.Count, parts.HeldOut.Count))
    let weights = Array.append (parts.Training.GetWeights()) (parts.HeldOut.GetWeights())
    Assert.Equal<float[]>([| 1.0; 2.0; 3.0 |], Array.sort weights)

[<Fact>]
let ``inputs brought to one scale, that of the training part`` () =
    let training = Dataset.Of(array2D [ [ 1.0; 5.0 ]; [ 5.0; 5.0 ] ], [| 0; 1 |], 2)
    let scale = StandardScaler.Fit training

    Assert.Equal(2, scale.InputCount)
    Assert.Equal<float list>([ 3.0; 5.0 ], List.map scale.Mean [ 0; 1 ])
    Assert.Equal<float list>([ 2.0; 1.0 ], List.map scale.StandardDeviation [ 0; 1 ])
    Assert.Equal(array2D [ [ -1.0; 0.0 ]; [ 1.0; 0.0 ] ], scale.Transform(training).Rows.ToArray())
    Assert.Equal(array2D [ [ 2.0; -5.0 ] ], scale.Transform(Rows.Of(array2D [ [ 7.0; 0.0 ] ])).ToArray())

[<Fact>]
let ``weights of classes are a value`` () =
    let weights = LossWeights(ClassWeights = [| 1.0; 2.0 |], PositiveWeights = [| 3.0; 4.0 |])

    Assert.Equal<float list>([ 1.0; 2.0 ], List.ofSeq weights.ClassWeights)
    Assert.Equal<float list>([ 3.0; 4.0 ], List.ofSeq weights.PositiveWeights)
    Assert.True(weights.Equals(LossWeights(ClassWeights = [| 1.0; 2.0 |], PositiveWeights = [| 3.0; 4.0 |])))
    Assert.False(weights.Equals(LossWeights(ClassWeights = [| 1.0; 2.0 |])))
