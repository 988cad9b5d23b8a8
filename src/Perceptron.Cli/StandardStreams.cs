using System.Text;

namespace Perceptron.Cli;

/// <summary>Standard output and standard error that may be closed, or lead to a disk that is full.</summary>
internal static class StandardStreams
{
    /// <summary>From now on a failure of standard output is called that, and one of standard error is ignored: nobody could be told.</summary>
    public static void Guard()
    {
        // The output has signs such as −, × and σ, whatever the terminal's encoding was.
        Console.OutputEncoding = Encoding.UTF8;
        Console.SetOut(new GuardedWriter(Console.Out, exception => new OutputException(exception)));
        Console.SetError(new GuardedWriter(Console.Error, _ => null));
    }

    /// <summary>Writes to another writer. A delegate makes the exception for one that can't be written to, or null.</summary>
    private sealed class GuardedWriter(TextWriter target, Func<Exception, Exception?> failed) : TextWriter
    {
        public override Encoding Encoding => target.Encoding;

        public override void Write(char value) => Try(() => target.Write(value));

        public override void Write(string? value) => Try(() => target.Write(value));

        public override void Write(char[] buffer, int index, int count) => Try(() => target.Write(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void WriteLine(string? value) => Try(() => target.WriteLine(value));

        public override void Flush() => Try(target.Flush);

        private void Try(Action write)
        {
            try
            {
                write();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                if (failed(exception) is { } problem)
                {
                    throw problem;
                }
            }
        }
    }
}

/// <summary>Standard output can't be written; whatever the program was at has nothing to do with it.</summary>
internal sealed class OutputException(Exception inner) : IOException($"Standard output can't be written: {inner.Message}", inner);
