using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Learning rates that change, against their formulas and against training step by step.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true, MaxTest = 50)]
public class ScheduleProperties
{
    [Property]
    public void Factors_are_those_of_the_formulas(PositiveInt steps, PositiveInt at, byte part)
    {
        var (s, t, x) = (steps.Get, at.Get, (part + 1) / 256.0);

        Same.Within(Enumerable.Repeat(x, (t - 1) / s).Aggregate(1.0, (product, factor) => product * factor), Schedule.Step(s, x).Factor(t), 1e-13);
        Same.Within(Enumerable.Repeat(x, t - 1).Aggregate(1.0, (product, factor) => product * factor), Schedule.Exponential(x).Factor(t), 1e-13);
        Same.Within(t > s ? x : x + ((1 - x) * Math.Pow(Math.Cos(Math.PI * (t - 1) / (2.0 * s)), 2)), Schedule.Cosine(s, x).Factor(t), 1e-14);
        Same.Within(t < s ? t / (double)s : 1, Schedule.WarmUp(s).Factor(t), 0);
        Same.Within(
            Schedule.WarmUp(s).Factor(t) * Schedule.Exponential(x).Factor(t), (Schedule.WarmUp(s) * Schedule.Exponential(x)).Factor(t), 0);
        Same.Within(t <= s ? x : 1.0 / (t - s), Schedule.Of(_ => x).Then(s, Schedule.Of(step => 1.0 / step)).Factor(t), 0);
    }

    [Property]
    public void A_scheduled_step_is_one_at_the_rate_of_its_number(ModelWithData given)
    {
        var schedule = Schedule.WarmUp(3) * Schedule.Exponential(0.9);
        Func<double, Schedule, Optimizer>[] makers =
        [
            (rate, by) => new GradientDescent(rate) { Schedule = by },
            (rate, by) => new GradientDescent(rate) { Momentum = 0.9, Schedule = by },
            (rate, by) => new Adam(rate) { Schedule = by },
            (rate, by) => new AdamW(rate) { Schedule = by },
        ];
        foreach (var make in makers)
        {
            var epochs = given.Model.Train(given.Data, make(0.5, schedule), 6).ToArray();
            var at = epochs[0];
            for (var number = 1; number < epochs.Length; number++)
            {
                at = at.Resume(given.Data, make(0.5 * schedule.Factor(number), Schedule.Constant), 1, acceptChanges: true).Single();
                Same.Bits(epochs[number].Model.GetParameters(), at.Model.GetParameters());
            }
        }
    }

    [Fact]
    public void A_schedule_that_gives_no_factor_is_told_of()
    {
        var (model, data) = SmallNetwork.WithData();
        foreach (var factor in new[] { double.NaN, double.PositiveInfinity, -1 })
        {
            var optimizer = new Adam(1) { Schedule = Schedule.Of(step => step == 3 ? factor : 1) };
            var exception = Assert.Throws<InvalidOperationException>(() => model.Train(data, optimizer, 5).Last());
            Assert.Contains("for step 3", exception.Message, StringComparison.Ordinal);
        }

        // No way at all is one.
        Assert.Equal(model, model.Train(data, new GradientDescent(1) { Schedule = Schedule.Of(_ => 0) }, 5).Last().Model);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        Optimizer[] optimizers =
        [
            new GradientDescent(0.1) { Momentum = 0.9, Schedule = Schedule.WarmUp(10).Then(10, Schedule.Cosine(100)) },
            new Adam(0.1) { Schedule = Schedule.Step(10, 0.5) * Schedule.Exponential(0.9) },
            new AdamW(0.1) { DecaysBias = false },
        ];
        foreach (var optimizer in optimizers)
        {
            NothingIsAllocated<double>(optimizer);
            NothingIsAllocated<float>(optimizer);
        }

        static void NothingIsAllocated<T>(Optimizer optimizer)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var (p, g, slots) = (new T[100], new T[100], new T[200]);
            for (var step = 1L; step <= 2; step++)
            {
                optimizer.Step<T>(new OptimizerStep(step, true), p, g, slots.AsSpan(0, 100 * optimizer.SlotCount));
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var step = 3L; step < 50; step++)
            {
                optimizer.Step<T>(new OptimizerStep(step, false), p, g, slots.AsSpan(0, 100 * optimizer.SlotCount));
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Property]
    public void Any_length_of_a_buffer_is_stepped_entry_by_entry(int seed)
    {
        // One entry at a time against all at once: lanes and tails have the same bits.
        var random = new Random(seed);
        var length = random.Next(1, 40);
        OneByOne<double>();
        OneByOne<float>();

        void OneByOne<T>()
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            T[] Random() => [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
            var optimizer = new AdamW(0.3) { WeightDecay = 0.1 };
            var (all, g) = (Random(), Random());
            T[] one = [.. all];
            var (slots, own) = (new T[2 * length], new T[length, 2]);
            for (var step = 1; step <= 4; step++)
            {
                optimizer.Step<T>(new OptimizerStep(step, false), all, g, slots);
                for (var i = 0; i < length; i++)
                {
                    T[] mine = [own[i, 0], own[i, 1]];
                    optimizer.Step<T>(new OptimizerStep(step, false), one.AsSpan(i, 1), g.AsSpan(i, 1), mine);
                    (own[i, 0], own[i, 1]) = (mine[0], mine[1]);
                }
            }

            Same.Bits(one, all);
            Same.Bits([.. Enumerable.Range(0, 2 * length).Select(i => own[i % length, i / length])], slots);
        }
    }
}
