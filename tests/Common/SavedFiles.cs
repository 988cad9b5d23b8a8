using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Xunit;

namespace Tests;

/// <summary>What every saving of a file keeps: links, permissions, and what is not a file.</summary>
internal static class SavedFiles
{
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Saves in many ways and compares with what is saved into an empty folder.</summary>
    public static void Check(string name, Action<string> save)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links and permissions are those of Unix.");
            return;
        }

        using var folder = new TemporaryFolder();
        save(folder["plain-" + name]);
        var expected = File.ReadAllBytes(folder["plain-" + name]);
        Assert.Equal(Default(folder), File.GetUnixFileMode(folder["plain-" + name]));

        Link(folder, name, save, expected);
        Dangling(folder, name, save, expected);
        Loop(folder, name, save);
        Mode(folder, name, save, expected);
        Pipe(folder, name, save, expected);
        Device(folder, name, save);
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    /// <summary>Makes a pipe with a name.</summary>
    public static string MakePipe(string path)
    {
        Assert.Equal(0, MakeFifo(Name(path), 0x1b6));
        return path;
    }

    /// <summary>How a call that opens a file refuses it. One that waits for a pipe's writer would wait for ever; that fails after a minute.</summary>
    public static async Task<string> RefusalAsync(Action open) =>
        (await Assert.ThrowsAsync<IOException>(() => Task.Run(open).WaitAsync(TimeSpan.FromMinutes(1)))).Message;

    /// <summary>Gives a file away, which only root may.</summary>
    [UnsupportedOSPlatform("windows")]
    public static void GiveAway(string path, uint owner, uint group, UnixFileMode mode)
    {
        Assert.Equal(0, ChangeOwner(Name(path), owner, group));
        File.SetUnixFileMode(path, mode);
    }

    [UnsupportedOSPlatform("windows")]
    private static UnixFileMode Default(TemporaryFolder folder)
    {
        File.Create(folder["default"]).Dispose();
        return File.GetUnixFileMode(folder["default"]);
    }

    private static void Link(TemporaryFolder folder, string name, Action<string> save, byte[] expected)
    {
        // far/folder/here leads to near; near/link leads to ../file, which is beside near and not beside here.
        Directory.CreateDirectory(folder["near"]);
        Directory.CreateDirectory(folder["far/folder"]);
        Directory.CreateSymbolicLink(folder["far/folder/here"], "../../near");
        File.WriteAllText(folder["file-" + name], "old");
        File.CreateSymbolicLink(folder["near/link-" + name], "../file-" + name);
        File.CreateSymbolicLink(folder["chain-" + name], folder["far/folder/here/link-" + name]);

        save(folder["chain-" + name]);

        Assert.Equal(folder["far/folder/here/link-" + name], new FileInfo(folder["chain-" + name]).LinkTarget);
        Assert.Equal("../file-" + name, new FileInfo(folder["near/link-" + name]).LinkTarget);
        Assert.Equal(expected, File.ReadAllBytes(folder["file-" + name]));
        Assert.False(File.Exists(folder["far/folder/file-" + name]));
    }

    [UnsupportedOSPlatform("windows")]
    private static void Dangling(TemporaryFolder folder, string name, Action<string> save, byte[] expected)
    {
        File.CreateSymbolicLink(folder["dangling-" + name], "near/new-" + name);

        save(folder["dangling-" + name]);

        Assert.Equal("near/new-" + name, new FileInfo(folder["dangling-" + name]).LinkTarget);
        Assert.Equal(expected, File.ReadAllBytes(folder["near/new-" + name]));
        Assert.Equal(Default(folder), File.GetUnixFileMode(folder["near/new-" + name]));
    }

    private static void Loop(TemporaryFolder folder, string name, Action<string> save)
    {
        File.CreateSymbolicLink(folder["loop-" + name], "pool-" + name);
        File.CreateSymbolicLink(folder["pool-" + name], "loop-" + name);

        var exception = Assert.ThrowsAny<IOException>(() => save(folder["loop-" + name]));

        Assert.Contains("loop-" + name, exception.Message, StringComparison.Ordinal);
        Assert.Contains("leads back to itself", exception.Message, StringComparison.Ordinal);
        Assert.Equal("pool-" + name, new FileInfo(folder["loop-" + name]).LinkTarget);
    }

    [UnsupportedOSPlatform("windows")]
    private static void Mode(TemporaryFolder folder, string name, Action<string> save, byte[] expected)
    {
        foreach (var mode in (UnixFileMode[])[Private, Private | UnixFileMode.GroupRead, UnixFileMode.UserRead, Private | UnixFileMode.UserExecute | UnixFileMode.OtherWrite])
        {
            var file = folder.Put("mode-" + name, [1]);
            File.SetUnixFileMode(file, mode);

            save(file);

            Assert.Equal(mode, File.GetUnixFileMode(file));
            File.SetUnixFileMode(file, Private);
            Assert.Equal(expected, File.ReadAllBytes(file));
        }
    }

    private static void Pipe(TemporaryFolder folder, string name, Action<string> save, byte[] expected)
    {
        var pipe = MakePipe(folder["pipe-" + name]);
        File.CreateSymbolicLink(folder["to-pipe-" + name], "pipe-" + name);
        foreach (var path in (string[])[pipe, folder["to-pipe-" + name]])
        {
            var read = Task.Run(() => File.ReadAllBytes(pipe));

            save(path);

            Assert.Equal(expected, read.Result);
        }

        // It is a pipe still: a file would be read at once, and as something.
        using var both = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite);
        Assert.False(both.CanSeek);
    }

    private static void Device(TemporaryFolder folder, string name, Action<string> save)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        File.CreateSymbolicLink(folder["null-" + name], "/dev/null");
        File.CreateSymbolicLink(folder["full-" + name], "/dev/full");

        save(folder["null-" + name]);

        Assert.ThrowsAny<IOException>(() => save(folder["full-" + name]));
        Assert.Equal("/dev/null", new FileInfo(folder["null-" + name]).LinkTarget);
        Assert.Equal("/dev/full", new FileInfo(folder["full-" + name]).LinkTarget);
        Assert.Equal(-1, File.OpenRead("/dev/null").ReadByte());
    }

    private static byte[] Name(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakeFifo(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "chown")]
    private static extern int ChangeOwner(byte[] path, uint owner, uint group);
}
