using Perceptron.Playground.Views;
using Perceptron.Tables;

namespace Perceptron.Playground.Classifiers;

/// <summary>A number: a slider over the range of the training rows, and a field for any number.</summary>
public sealed class NumberColumn : FormColumn
{
    /// <summary>A slider has at least as many steps.</summary>
    private const int Steps = 50;

    /// <summary>Rounding to more decimals changes nothing.</summary>
    private const int MostDecimals = 15;

    internal NumberColumn(NumberEncoder encoder)
        : base(encoder)
    {
        var scale = encoder.Scale;
        (Min, Max, Number) = (scale.Min, scale.Max, scale.Fill);
        var range = Max - Min;

        // Years, rooms and other counts; who needs a fraction types it.
        var areCounts = Min >= 0 && range >= 2 && double.IsInteger(Min) && double.IsInteger(Max);
        Step = !double.IsFinite(range) || range <= 0 ? 0 : Math.Pow(10, Math.Floor(Math.Log10(range / Steps)));
        Step = areCounts ? Math.Max(1, Step) : Step;
        (From, To) = Step > 0 ? (OnSteps(Min, Math.Floor), OnSteps(Max, Math.Ceiling)) : (Min, Max);
    }

    /// <summary>The least number of the training rows.</summary>
    public double Min { get; }

    /// <summary>The largest number of the training rows.</summary>
    public double Max { get; }

    /// <summary>Between two places of the slider: a power of ten. 0 where no slider can be: all training rows have one number, or the range is infinite.</summary>
    public double Step { get; }

    /// <summary>The first place of the slider: the last step that is not above the least number.</summary>
    public double From { get; }

    /// <summary>The last place of the slider.</summary>
    public double To { get; }

    /// <summary>It begins with what stands for a gap.</summary>
    public double Number { get; private set; }

    /// <summary>Whether no training row has a number as small, or as large.</summary>
    public bool IsOutside => Number < Min || Number > Max;

    public override string Text => TableText.Number(Number);

    protected override object Value => Number;

    /// <summary>Sets the number by the slider, whose ends are those of the training rows.</summary>
    public void Slide(double place) => Set(Math.Clamp(Rounded(place), Min, Max));

    /// <summary>Any number can be typed.</summary>
    protected override bool TryRead(string text)
    {
        var isNumber = Numbers.TryParse(text, out var number);
        if (isNumber)
        {
            Set(number);
        }

        return isNumber;
    }

    private void Set(double number)
    {
        Number = number;
        Changed();
    }

    private double OnSteps(double number, Func<double, double> toward)
    {
        // Up to rounding, 0.3 / 0.1 is a whole number.
        var steps = number / Step;
        var nearest = Math.Round(steps);
        return Rounded(Step * (Math.Abs(steps - nearest) < 1e-6 ? nearest : toward(steps)));
    }

    private double Rounded(double number)
    {
        var decimals = Math.Round(-Math.Log10(Step));
        return decimals is >= 0 and <= MostDecimals ? Math.Round(number, (int)decimals) : number;
    }
}
