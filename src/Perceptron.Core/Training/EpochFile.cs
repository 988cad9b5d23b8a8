using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Perceptron.Serialization;
using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>
/// Epochs as safetensors files. The metadata tell of the architecture as a model file's do, and of the epoch; the tensors are the model's, the
/// optimizer's, and for a training to a stop its history and the best epoch's. Reading trusts nothing.
/// </summary>
internal static class EpochFile
{
    private const string Losses = "history.loss";
    private const string Scores = "history.score";
    private const string Best = "best.";

    public static void Write<T>(Epoch<T> epoch, Stream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ModelFileText.Key("format")] = ModelFileText.EpochFormat,
            [ModelFileText.Key("library")] = ModelFileText.Library,
            [ModelFileText.Key("settings")] = epoch.Settings,
        };
        ModelFileText.Describe(epoch.Model.Architecture, texts, Refuse);
        Describe(epoch, "", texts);
        var best = epoch.Fit?.Best;
        RequireFinite(epoch);
        if (epoch.Fit is { } state)
        {
            texts[ModelFileText.Key("stopping")] = state.Stopping;
            if (best is not null)
            {
                Describe(best, Best, texts);
                RequireFinite(best);
            }
        }

        var contents = new Contents(
            Slots(epoch), epoch.Fit?.Losses.Count ?? 0, epoch.Fit?.Scores.Count ?? 0, best is null ? null : Slots(best));
        SafeTensors.WriteHeader(stream, texts, Tensors<T>(epoch.Model.Architecture, contents), Refuse);
        Write(epoch);
        TensorData.Write<double>(stream, [.. epoch.Fit?.Losses ?? []]);
        TensorData.Write<double>(stream, [.. epoch.Fit?.Scores ?? []]);
        if (best is not null)
        {
            Write(best);
        }

        Exception Refuse(string problem) => new InvalidOperationException($"Epoch {epoch.Number} can't be saved. {problem}");

        // Reading refuses what is not a number.
        void RequireFinite(Epoch<T> one)
        {
            var index = Array.FindIndex(one.OptimizerState, value => !T.IsFinite(value));
            if (index >= 0)
            {
                throw Refuse($"In epoch {one.Number} the optimizer remembers {Guard.Text(one.OptimizerState[index])} at index {index}; only finite numbers can be loaded.");
            }
        }

        void Write(Epoch<T> one)
        {
            TensorData.Write(stream, one.Model.Parameters);
            TensorData.Write<T>(stream, one.OptimizerState);
        }
    }

    /// <summary>Reads an epoch from a stream that can seek, up to its end.</summary>
    public static Epoch<T> Read<T>(Stream stream, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var header = SafeTensors.ReadHeader(stream, name);
        if (ModelFileText.Text(header, "format", name) is var format && format != ModelFileText.EpochFormat)
        {
            throw SafeTensors.Bad(name, format == "1"
                ? "is a model without a training; load it by ModelFile.Load."
                : $"has format \"{format}\"; this library reads \"{ModelFileText.EpochFormat}\".");
        }

        var texts = new EpochTexts(header, name);
        var architecture = ModelFileText.ReadArchitecture(header, name);
        var isOfFit = texts.Has("stopping");
        var hasBest = texts.Has(Best + "epoch");
        var main = texts.Numbers("", int.MaxValue - 1);
        var (losses, scores) = (Length(header, Losses, name), Length(header, Scores, name));
        if (isOfFit ? losses != main.Number + 1L && (losses, main.Number) != (0, 0) || (scores != losses && scores != 0) : losses + scores > 0)
        {
            throw SafeTensors.Bad(name, $"has {losses} losses and {scores} scores at epoch {main.Number}.");
        }

        if (hasBest && (scores == 0 || !isOfFit))
        {
            throw SafeTensors.Bad(name, "has a best epoch, but no scores that it is the best by.");
        }

        var best = hasBest ? texts.Numbers(Best, main.Number - 1) : null;
        var contents = new Contents(main.Slots, losses, scores, best?.Slots);
        RequireTensors<T>(header, architecture, contents, name);

        var start = stream.Position;
        var losses0 = ReadHistory(Losses, losses, mustBeFinite: true);
        var scores0 = ReadHistory(Scores, scores, mustBeFinite: false);
        var stopping = isOfFit ? texts.Text("stopping") : "";
        var settings = texts.Text("settings");
        var bestEpoch = best is null ? null : Make(Best, best, null);
        var epoch = Make("", main, bestEpoch);
        stream.Position = stream.Length;
        return epoch;

        ImmutableList<double> ReadHistory(string tensor, int count, bool mustBeFinite)
        {
            var values = new double[count];
            if (count > 0)
            {
                TensorData.Read<double>(stream, start, header.Tensors[tensor], values, name, mustBeFinite);
            }

            return [.. values];
        }

        Epoch<T> Make(string prefix, EpochNumbers numbers, Epoch<T>? bestOne)
        {
            var model = new Model<T>(architecture, TensorData.ReadParameters<T>(stream, start, header, architecture, prefix, name));
            var optimizerState = new T[checked(numbers.Slots * architecture.ParameterCount)];
            for (var slot = 0; slot < numbers.Slots; slot++)
            {
                TensorData.ReadParameters<T>(stream, start, header, architecture, SlotPrefix(prefix, slot), name)
                    .CopyTo(optimizerState, slot * architecture.ParameterCount);
            }

            if (double.IsNaN(numbers.Loss) && losses > 0)
            {
                throw SafeTensors.Bad(name, $"has no loss at epoch {numbers.Number}.");
            }

            var one = new Epoch<T>(numbers.Number, model, numbers.Steps, optimizerState, numbers.Loss, numbers.IsMeanBatchLoss, settings)
            {
                GradientMaxNorm = numbers.GradientMaxNorm,
            };
            return !isOfFit ? one : one.With(new FitState<T>
            {
                Losses = numbers.Number + 1 < losses ? losses0.GetRange(0, numbers.Number + 1) : losses0,
                Scores = numbers.Number + 1 < scores ? scores0.GetRange(0, numbers.Number + 1) : scores0,
                Best = bestOne,
                ImprovedEpoch = numbers.ImprovedEpoch,
                ImprovedScore = numbers.ImprovedScore,
                Stopping = stopping,
            });
        }
    }

    private static int Slots<T>(Epoch<T> epoch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => epoch.OptimizerState.Length / epoch.Model.ParameterCount;

    private static string SlotPrefix(string prefix, int slot) => string.Create(CultureInfo.InvariantCulture, $"{prefix}optimizer.{slot}.");

    private static void Describe<T>(Epoch<T> epoch, string prefix, Dictionary<string, string> texts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Add("epoch", epoch.Number);
        Add("steps", epoch.Steps);
        Add("loss", epoch.Loss);
        Add("loss_kind", epoch.IsMeanBatchLoss ? EpochTexts.MeanOfBatches : EpochTexts.OfModel);
        Add("gradient_max_norm", epoch.GradientMaxNorm);
        Add("optimizer_slots", Slots(epoch));
        if (epoch.Fit is { } state)
        {
            Add("improved_epoch", state.ImprovedEpoch);
            Add("improved_score", state.ImprovedScore);
        }

        void Add(string key, IConvertible value) => texts[ModelFileText.Key(prefix + key)] =
            value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The tensors of a file, in their order.</summary>
    private static IEnumerable<SafeTensors.Tensor> Tensors<T>(Architecture architecture, Contents contents)
        where T : unmanaged
    {
        var end = 0L;
        foreach (var tensor in Parameters("", contents.Slots))
        {
            yield return tensor;
        }

        foreach (var (history, count) in new[] { (Losses, contents.Losses), (Scores, contents.Scores) })
        {
            if (count > 0)
            {
                yield return new(history, "F64", [count], end, end += (long)count * sizeof(double));
            }
        }

        if (contents.BestSlots is { } slots)
        {
            foreach (var tensor in Parameters(Best, slots))
            {
                yield return tensor;
            }
        }

        IEnumerable<SafeTensors.Tensor> Parameters(string prefix, int slotCount)
        {
            for (var slot = -1; slot < slotCount; slot++)
            {
                foreach (var tensor in TensorData.Of<T>(architecture, slot < 0 ? prefix : SlotPrefix(prefix, slot), end))
                {
                    yield return tensor;
                }

                end += architecture.ParameterCount * (long)Unsafe.SizeOf<T>();
            }
        }
    }

    /// <summary>Holds the tensors against what the metadata tell of, before memory is taken for them.</summary>
    private static void RequireTensors<T>(SafeTensors.Header header, Architecture architecture, Contents contents, string name)
        where T : unmanaged
    {
        if (header.Tensors.TryGetValue(TensorData.WeightName(0), out var first) && first.Scalar is "F32" or "F64" && first.Scalar != TensorData.ScalarName<T>())
        {
            throw SafeTensors.Bad(name, $"holds an epoch in {(first.Scalar == "F32" ? "float" : "double")}, and its training goes on in that alone.");
        }

        var count = 0;
        foreach (var tensor in Tensors<T>(architecture, contents))
        {
            count++;
            TensorData.Require(header, tensor, architecture, name);
        }

        if (header.Tensors.Count != count)
        {
            throw SafeTensors.Bad(name, $"has {header.Tensors.Count} tensors; its metadata tell of {count}.");
        }
    }

    /// <summary>How long a history is, where the file has it: one dimension, whose numbers are all there.</summary>
    private static int Length(SafeTensors.Header header, string tensor, string name) =>
        !header.Tensors.TryGetValue(tensor, out var given) ? 0
        : given.Shape is [> 0 and <= int.MaxValue] && given.End - given.Begin == given.Shape[0] * sizeof(double) ? (int)given.Shape[0]
        : throw SafeTensors.Bad(name, $"has \"{tensor}\" in an impossible shape.");

    /// <summary>What a file has beside the parameters of its epoch.</summary>
    private sealed class Contents(int slots, int losses, int scores, int? bestSlots)
    {
        public int Slots { get; } = slots;

        public int Losses { get; } = losses;

        public int Scores { get; } = scores;

        public int? BestSlots { get; } = bestSlots;
    }
}
