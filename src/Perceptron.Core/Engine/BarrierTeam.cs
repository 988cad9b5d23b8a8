using System.Runtime.ExceptionServices;

namespace Perceptron.Engine;

/// <summary>
/// The caller's thread and some threads of its own that do one piece of work together, with barriers between its steps. They wait by
/// spinning, since a barrier is microseconds away; after that they yield.
/// </summary>
internal sealed class BarrierTeam
{
    /// <summary>How often to spin before yielding: some fifty microseconds.</summary>
    private const int SpinCount = 2000;

    private readonly int _members;
    private volatile ExceptionDispatchInfo? _failure;
    private int _arrived;
    private int _generation;

    private BarrierTeam(int members) => _members = members;

    /// <summary>Runs the work on all threads, of which the caller's is number 0, and waits until all have ended.</summary>
    public static void Run(int members, Action<BarrierTeam, int> work)
    {
        var team = new BarrierTeam(members);
        var others = new Thread[members - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var member = i + 1;
            others[i] = new Thread(() => team.Work(work, member)) { IsBackground = true, Name = $"Perceptron {member}" };
            others[i].Start();
        }

        team.Work(work, 0);
        foreach (var other in others)
        {
            other.Join();
        }

        team._failure?.Throw();
    }

    /// <summary>Waits until all threads have arrived.</summary>
    public void Barrier()
    {
        var generation = Volatile.Read(ref _generation);
        if (Interlocked.Increment(ref _arrived) == _members)
        {
            Volatile.Write(ref _arrived, 0);
            Volatile.Write(ref _generation, generation + 1);
        }
        else
        {
            Await(ref _generation, generation + 1);
        }
    }

    /// <summary>Waits until a counter has a value.</summary>
    public void Await(ref int counter, int value)
    {
        for (var look = 0; Volatile.Read(ref counter) != value; look++)
        {
            if (_failure is not null)
            {
                throw new OtherFailedException();
            }

            if (look < SpinCount)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private void Work(Action<BarrierTeam, int> work, int member)
    {
        try
        {
            work(this, member);
        }
        catch (OtherFailedException)
        {
            // The failure of the other thread is reported.
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }

    private sealed class OtherFailedException : Exception;
}
