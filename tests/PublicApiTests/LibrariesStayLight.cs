using Perceptron;
using Xunit;

namespace PublicApiTests;

/// <summary>Whoever references a library gets it, MathNet, readers and writers of pictures, of CSV for tables, and of Protocol Buffers for ONNX: no plotting library, and no console.</summary>
public class LibrariesStayLight
{
    [Theory]
    [InlineData(typeof(Model), "MathNet.Numerics")]
    [InlineData(typeof(OnnxFile), "MathNet.Numerics", "Perceptron.Core", "Google.Protobuf")]
    [InlineData(typeof(Table), "MathNet.Numerics", "Perceptron.Core", "Sep")]
    [InlineData(typeof(RocCurve), "MathNet.Numerics", "Perceptron.Core")]
    [InlineData(typeof(Image), "MathNet.Numerics", "Perceptron.Core", "StbImageSharp", "StbImageWriteSharp")]
    [InlineData(typeof(LogicGate), "MathNet.Numerics", "Perceptron.Core", "Perceptron.Pictures")]
    [InlineData(typeof(Mnist), "MathNet.Numerics", "Perceptron.Core", "Perceptron.Pictures")]
    public void A_library_refers_to_nothing_else(Type member, params string[] allowed)
    {
        string[] names = [.. member.Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)];

        Assert.DoesNotContain("System.Console", names);
        Assert.Empty(names.Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).Except(allowed));
    }
}
