using FsCheck.Xunit;
using Perceptron.Playground.Translation;
using Xunit;

namespace PlaygroundTests.Translation;

public class LanguageKeyTests
{
    [Theory]
    [InlineData("", null, "")]
    [InlineData("lang=nb", Language.Norwegian, "")]
    [InlineData("lang=en&page=digits", Language.English, "page=digits")]
    [InlineData("page=digits&lang=nb&seed=3", Language.Norwegian, "page=digits&seed=3")]
    [InlineData("p=or", null, "p=or")]
    [InlineData("p=or&lang=de", null, "p=or&lang=de")]
    [InlineData("lang=", null, "lang=")]
    [InlineData("slang=nb", null, "slang=nb")]
    public void A_link_is_its_language_and_the_rest(string fragment, Language? language, string rest)
    {
        Assert.Equal(language, LanguageKey.Read(fragment));
        Assert.Equal(rest, LanguageKey.Without(fragment));
    }

    [Property]
    public void What_is_put_into_a_link_is_read_from_it(bool hasRest, bool isNorwegian)
    {
        var rest = hasRest ? "p=or&start=zeros" : "";
        var language = isNorwegian ? Language.Norwegian : Language.English;

        var link = LanguageKey.With(rest, language);

        Assert.Equal(language, LanguageKey.Read(link));
        Assert.Equal(rest, LanguageKey.Without(link));
        Assert.Equal(rest, LanguageKey.With(rest, null));
        Assert.Equal(language, LanguageKey.OfCode(LanguageKey.Code(language)));
        Assert.Null(LanguageKey.OfCode("de"));
    }
}
