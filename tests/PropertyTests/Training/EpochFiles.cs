using Perceptron;

namespace PropertyTests;

/// <summary>Epochs through their files.</summary>
internal static class EpochFiles
{
    /// <summary>An epoch saved and loaded.</summary>
    public static Epoch<T> Copy<T>(Epoch<T> epoch)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            epoch.Save(path);
            return Epoch.Load<T>(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
