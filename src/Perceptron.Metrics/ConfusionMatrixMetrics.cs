using Perceptron.Metrics;

namespace Perceptron;

/// <summary>
/// More metrics of a <see cref="ConfusionMatrix"/>, of two and of more classes. Those of rows with weights are in <see cref="WeightedConfusionMatrix"/>.
/// </summary>
/// <remarks>
/// With $C_{ij}$ the observations of class i that were predicted as j, $t_k = \sum_j C_{kj}$ how often class k occurs, $p_k = \sum_i C_{ik}$ how
/// often it is predicted, and s all observations.
/// </remarks>
public static class ConfusionMatrixMetrics
{
    /// <summary>The weighted harmonic mean of precision and recall of a class, in which recall counts β times as much as precision.</summary>
    /// <remarks>
    /// $$
    /// F_\beta = \frac{(1 + \beta^2) \, P \, R}{\beta^2 P + R} = \frac{(1 + \beta^2) \, C_{kk}}{\beta^2 t_k + p_k}
    /// $$
    ///
    /// From C. J. van Rijsbergen, "Information retrieval", 1979. β = 1 gives F1, and β = 0 the precision.
    /// </remarks>
    /// <param name="matrix">The counts.</param>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <param name="beta">β: finite, at least 0.</param>
    /// <returns>From 0 to 1; 0 where the class neither occurs nor was predicted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, or β is below 0 or not finite.</exception>
    public static double FBeta(this ConfusionMatrix matrix, int classIndex, double beta) => Agreement.Of(matrix).FBeta(classIndex, beta);

    /// <summary>The mean of <see cref="FBeta"/> over the classes that occur or are predicted.</summary>
    /// <remarks>These are scikit-learn's labels for <c>fbeta_score</c> with <c>average="macro"</c>.</remarks>
    /// <param name="matrix">The counts.</param>
    /// <param name="beta">β: finite, at least 0.</param>
    /// <returns>From 0 to 1; 0 where there is no observation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">β is below 0 or not finite.</exception>
    public static double MacroFBeta(this ConfusionMatrix matrix, double beta) => Agreement.Of(matrix).MacroFBeta(beta);

    /// <summary>The correlation of actual and predicted classes: 1 where all are right, about 0 for guesses, whatever the classes' frequencies.</summary>
    /// <remarks>
    /// $$
    /// MCC = \frac{s \sum_k C_{kk} - \sum_k t_k p_k}{\sqrt{s^2 - \sum_k p_k^2} \sqrt{s^2 - \sum_k t_k^2}}
    /// $$
    ///
    /// From B. W. Matthews, 1975, for two classes, where it is $\frac{TP \cdot TN - FP \cdot FN}{\sqrt{(TP + FP)(TP + FN)(TN + FP)(TN + FN)}}$;
    /// J. Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient", 2004, for more. It is scikit-learn's
    /// <c>matthews_corrcoef</c>.
    /// </remarks>
    /// <param name="matrix">The counts.</param>
    /// <returns>From −1 to 1; 0 where a single class occurs, or a single one is predicted.</returns>
    public static double MatthewsCorrelation(this ConfusionMatrix matrix) => Agreement.Of(matrix).MatthewsCorrelation();

    /// <summary>The mean recall of the classes, so that rare ones count as much as others.</summary>
    /// <remarks>
    /// $$
    /// \frac{1}{|\{k : t_k \gt 0\}|} \sum_{k : t_k \gt 0} \frac{C_{kk}}{t_k}
    /// $$
    ///
    /// From K. H. Brodersen and others, "The balanced accuracy and its posterior distribution", 2010. Classes that never occur are left out, as in scikit-learn's
    /// <c>balanced_accuracy_score</c>.
    /// </remarks>
    /// <param name="matrix">The counts.</param>
    /// <returns>From 0 to 1; NaN where there is no observation.</returns>
    public static double BalancedAccuracy(this ConfusionMatrix matrix) => Agreement.Of(matrix).BalancedAccuracy();

    /// <summary>Cohen's kappa: how much better actual and predicted classes agree than by chance.</summary>
    /// <remarks>
    /// $$
    /// \kappa = 1 - \frac{\sum_{ij} w_{ij} \, C_{ij}}{\sum_{ij} w_{ij} \, t_i \, p_j / s}
    /// $$
    ///
    /// $w_{ij}$ is what taking class i for j counts: see <see cref="KappaWeighting"/>. From J. Cohen, "A coefficient of agreement for nominal scales",
    /// 1960, and "Weighted kappa", 1968. It is scikit-learn's <c>cohen_kappa_score</c> with all classes as labels.
    /// </remarks>
    /// <param name="matrix">The counts.</param>
    /// <param name="weighting">How much a disagreement counts.</param>
    /// <returns>At most 1; 0 for agreement as by chance. NaN where chance alone agrees: a single class occurs, and it alone is predicted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The weighting is not one of those.</exception>
    public static double CohenKappa(this ConfusionMatrix matrix, KappaWeighting weighting = KappaWeighting.None) => Agreement.Of(matrix).CohenKappa(weighting);
}
