using System.Numerics;
using Perceptron;

namespace PublicApiTests.WrongArguments;

/// <summary>What a callback, a sequence or a stream of the caller's own throws. It may come out of any call that it was handed to.</summary>
internal sealed class OwnException() : Exception("The caller's own.");

/// <summary>Arguments whose own code throws, or gives what nobody expects.</summary>
internal static class Hostile
{
    /// <summary>Some elements, and then an exception.</summary>
    public static IEnumerable<TItem> Sequence<TItem>(params TItem[] items)
    {
        foreach (var item in items)
        {
            yield return item;
        }

        throw new OwnException();
    }

    public static async IAsyncEnumerable<TItem> Later<TItem>(bool throws, params TItem[] items)
    {
        foreach (var item in items)
        {
            await Task.Yield();
            yield return item;
        }

        if (throws)
        {
            throw new OwnException();
        }
    }

    /// <summary>Progress that throws.</summary>
    public sealed class Progress<TReport> : IProgress<TReport>
    {
        public void Report(TReport value) => throw new OwnException();
    }

    /// <summary>A rule with any number of slots, which does anything at a step.</summary>
    public sealed class Rule(int slotCount, Action? step = null, double becomes = 0) : Optimizer
    {
        public override int SlotCount => slotCount;

        public override void Step<TScalar>(OptimizerStep step1, Span<TScalar> parameters, ReadOnlySpan<TScalar> gradient, Span<TScalar> slots)
        {
            step?.Invoke();
            parameters.Fill(TScalar.CreateTruncating(becomes));
        }
    }

    /// <summary>A stream that can do only some things.</summary>
    public sealed class Pipe(byte[] content, bool canRead, bool canWrite, bool throws) : Stream
    {
        private readonly MemoryStream _inner = new(content);

        public override bool CanRead => canRead;

        public override bool CanWrite => canWrite;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException("This stream can't seek.");

        public override long Position
        {
            get => throw new NotSupportedException("This stream can't seek.");
            set => throw new NotSupportedException("This stream can't seek.");
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            !canRead ? throw new NotSupportedException("This stream can't be read.")
            : throws ? throw new OwnException()
            : _inner.Read(buffer, offset, Math.Min(count, 3));

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (!canWrite)
            {
                throw new NotSupportedException("This stream can't be written.");
            }

            if (throws)
            {
                throw new OwnException();
            }
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("This stream can't seek.");

        public override void SetLength(long value) => throw new NotSupportedException("This stream can't seek.");
    }

    /// <summary>A finite number that T rounds from a double.</summary>
    public static TScalar Scalar<TScalar>(double value)
        where TScalar : unmanaged, IBinaryFloatingPointIeee754<TScalar> => TScalar.CreateTruncating(value);
}
