using System.IO.Pipelines;

namespace Perceptron;

/// <summary>
/// Reads another stream on a thread of its own, a little ahead of the consumer. The caller closes the other stream after this
/// one.
/// </summary>
internal sealed class ReadAheadStream : ForwardStream
{
    private const int Chunk = 1 << 16;

    // Each side wakes the other directly. Neither needs a thread of the pool, which may have none free.
    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: 4 * Chunk,
        resumeWriterThreshold: 2 * Chunk,
        minimumSegmentSize: Chunk,
        useSynchronizationContext: false));

    private readonly Stream _output;
    private readonly Thread _thread;

    public ReadAheadStream(Stream stream)
    {
        _output = _pipe.Reader.AsStream();
        _thread = new Thread(() => Fetch(stream)) { IsBackground = true, Name = "Perceptron read-ahead" };
        _thread.Start();
    }

    public override int Read(Span<byte> buffer) => _output.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _output.Dispose();
            _thread.Join();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads until the stream ends or fails, or the consumer stops. The consumer sees the end or the failure after the last byte.</summary>
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
