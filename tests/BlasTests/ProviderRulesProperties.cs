using FsCheck.Fluent;
using FsCheck.Xunit;
using MathNet.Numerics.Providers.LinearAlgebra;
using MathNet.Numerics.Providers.MKL.LinearAlgebra;
using MathNet.Numerics.Providers.OpenBLAS.LinearAlgebra;
using Xunit;

namespace BlasTests;

/// <summary>The stand-in refuses what the written rules refuse, and the rules are those of a real provider.</summary>
[Properties(Arbitrary = [typeof(Cases)], MaxTest = 2000)]
public class ProviderRulesProperties
{
    private static readonly ILinearAlgebraProvider StandIn = new MklLinearAlgebraControl().CreateProvider();
    private static readonly ILinearAlgebraProvider OpenBlas = new OpenBlasLinearAlgebraControl().CreateProvider();

    [Property]
    public void The_stand_in_takes_a_product_exactly_if_the_rules_do(ProductCase product)
    {
        var exception = product.Multiply(StandIn);
        Assert.Equal(product.ManagedPartRefuses || product.NativePartRefuses, exception is ArgumentException);
        Assert.True(exception is null or ArgumentException, $"{exception}");
    }

    [Property]
    public void The_managed_part_of_the_real_provider_of_OpenBLAS_takes_it_exactly_if_its_rule_does(ProductCase product)
    {
        var exception = product.Multiply(OpenBlas);

        // Behind the checks comes the native library, which is not there.
        Assert.True(product.ManagedPartRefuses ? exception is ArgumentException : exception is DllNotFoundException, $"{exception}");
    }

    [Fact]
    public void Both_outcomes_are_common()
    {
        var products = Cases.Products().Generator.Sample(1000);
        Assert.InRange(products.Count(product => product.ManagedPartRefuses), 200, 800);
        Assert.InRange(products.Count(product => !product.ManagedPartRefuses && product.NativePartRefuses), 50, 800);
        Assert.InRange(products.Count(product => !product.ManagedPartRefuses && !product.NativePartRefuses), 100, 800);
    }
}
