using System.IO.Pipelines;

namespace Perceptron;

/// <summary>
/// What another stream gives, read on a thread of its own, a little ahead of whoever works on it. The caller closes the other
/// stream, after this one.
/// </summary>
internal sealed class ReadAheadStream : ForwardStream
{
    private const int Chunk = 1 << 16;

    // Whoever waits is woken by the other one: neither needs a thread of the pool, of which there may be none left.
    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: 4 * Chunk,
        resumeWriterThreshold: 2 * Chunk,
        minimumSegmentSize: Chunk,
        useSynchronizationContext: false));

    private readonly Stream _arrived;
    private readonly Thread _thread;

    public ReadAheadStream(Stream stream)
    {
        _arrived = _pipe.Reader.AsStream();
        _thread = new Thread(() => Fetch(stream)) { IsBackground = true, Name = "Perceptron reads ahead" };
        _thread.Start();
    }

    public override int Read(Span<byte> buffer) => _arrived.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _arrived.Dispose();
            _thread.Join();
        }

        base.Dispose(disposing);
    }

    /// <summary>Until the stream ends or fails, which whoever reads is told of there, or nobody reads any more.</summary>
    private void Fetch(Stream stream)
    {
        var writer = _pipe.Writer;
        try
        {
            for (var read = stream.Read(writer.GetSpan(Chunk)); read > 0; read = stream.Read(writer.GetSpan(Chunk)))
            {
                writer.Advance(read);
                if (writer.FlushAsync().AsTask().GetAwaiter().GetResult().IsCompleted)
                {
                    break;
                }
            }

            writer.Complete();
        }
        catch (Exception exception)
        {
            writer.Complete(exception);
        }
    }
}
