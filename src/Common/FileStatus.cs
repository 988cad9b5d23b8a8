using System.Runtime.InteropServices;
using System.Text;

namespace Perceptron;

/// <summary>What a path names. Names other than files and folders are known on Linux only.</summary>
internal enum FileKind
{
    Missing,
    Regular,
    Folder,
    Pipe,
    Socket,
    Device,
}

/// <summary>What a path names, after its links are followed, and who may use it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">The number of the owner.</param>
/// <param name="Group">The number of the group.</param>
/// <param name="Mode">The permissions, as on Unix.</param>
internal readonly record struct FileStatus(FileKind Kind, uint Owner, uint Group, UnixFileMode Mode)
{
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7ff;

    /// <summary>The status of a path, or null where the system does not tell it.</summary>
    public static FileStatus? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // The kernel's own structure, which is the same on every processor.
        var status = new byte[256];
        try
        {
            if (Statx(CurrentFolder, [.. Encoding.UTF8.GetBytes(path), 0], 0, BasicFields, status) != 0)
            {
                return File.Exists(path) || Directory.Exists(path) ? null : default(FileStatus);
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        var mode = Read<ushort>(28);
        return new(
            (mode >> 12) switch { 8 => FileKind.Regular, 4 => FileKind.Folder, 1 => FileKind.Pipe, 12 => FileKind.Socket, _ => FileKind.Device },
            Read<uint>(20),
            Read<uint>(24),
            (UnixFileMode)(mode & 0xfff));

        T Read<T>(int at)
            where T : unmanaged => MemoryMarshal.Read<T>(status.AsSpan(at));
    }

    /// <summary>Gives a file to the owner and group of another one, as far as the system allows it.</summary>
    /// <returns>Whether both are right now.</returns>
    public bool GiveTo(string path)
    {
        byte[] name = [.. Encoding.UTF8.GetBytes(path), 0];
        return Of(path) is { } now && ((now.Owner == Owner && now.Group == Group)
            || ChangeOwner(name, Owner, Group) == 0
            || (ChangeOwner(name, uint.MaxValue, Group) == 0 && now.Owner == Owner));
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] status);

    [DllImport("libc", EntryPoint = "chown")]
    private static extern int ChangeOwner(byte[] path, uint owner, uint group);
}
