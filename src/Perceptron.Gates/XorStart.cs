namespace Perceptron;

/// <summary>
/// Two starts chosen by hand. With full-batch gradient descent and a learning rate of 1, one learns XOR and the other gets stuck.
/// They differ in the signs of three numbers.
/// </summary>
public static class XorStart
{
    /// <summary>
    /// W1 = [[1, −1], [1, −1]], b1 = [1, 1], W2 = [−1, −1]ᵀ, b2 = −1. The loss is 0.0518 after 1,000 updates and 0.00227 after
    /// 5,000.
    /// </summary>
    public static Model<double> Learns { get; } = Of(new double[,] { { 1, -1 }, { 1, -1 } }, [1, 1]);

    /// <summary>
    /// W1 = [[1, −1], [1, 1]], b1 = [−1, −1], W2 = [−1, −1]ᵀ, b2 = −1. The loss is 0.3627 after 1,000 updates and 0.3486 after
    /// 5,000, on its way down to ½ ln 2, and f(x) goes to 0.5, 1, 0.5, 0. A rate of 10 escapes.
    /// </summary>
    public static Model<double> GetsStuck { get; } = Of(new double[,] { { 1, -1 }, { 1, 1 } }, [-1, -1]);

    private static Model<double> Of(double[,] w1, double[] b1) => Model.Of(
        Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1),
        Layer.Of(w1, b1),
        Layer.Of(new double[,] { { -1 }, { -1 } }, [-1]));
}
