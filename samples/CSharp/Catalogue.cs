namespace Samples.CSharp;

/// <summary>The samples by their names: XorLearning.cs is xor-learning.</summary>
internal static class Catalogue
{
    public static SortedDictionary<string, Action> Samples { get; } = new(StringComparer.Ordinal)
    {
        ["ada-grad-rule"] = AdaGradRule.Run,
        ["array-data"] = ArrayData.Run,
        ["ask-for-mkl"] = AskForMkl.Run,
        ["best-digits"] = BestDigits.Run,
        ["checkpoints"] = Checkpoints.Run,
        ["classes-together"] = ClassesTogether.Run,
        ["count-model"] = CountModel.Run,
        ["cross-entropy"] = CrossEntropy.Run,
        ["csv-data"] = CsvData.Run,
        ["data-parts"] = DataParts.Run,
        ["exercise-two"] = ExerciseTwo.Run,
        ["gate-runs"] = GateRuns.Run,
        ["hidden-gradient"] = HiddenGradient.Run,
        ["honest-test"] = HonestTest.Run,
        ["iris"] = Iris.Run,
        ["more-metrics"] = MoreMetrics.Run,
        ["tuning"] = Tuning.Run,
        ["neuron"] = Neuron.Run,
        ["neuron-steps"] = NeuronSteps.Run,
        ["onnx-export"] = OnnxExport.Run,
        ["or-and"] = OrAnd.Run,
        ["overfitting"] = Overfitting.Run,
        ["passengers"] = Passengers.Run,
        ["row-and-class-weights"] = RowAndClassWeights.Run,
        ["same-bits"] = SameBits.Run,
        ["serving"] = Serving.Run,
        ["sigmoid-model"] = SigmoidModel.Run,
        ["softmax-digits"] = SoftmaxDigits.Run,
        ["sparse-data"] = SparseData.Run,
        ["splits"] = Splits.Run,
        ["xor"] = Xor.Run,
        ["xor-learning"] = XorLearning.Run,
    };
}
