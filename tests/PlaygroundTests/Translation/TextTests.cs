using System.Reflection;
using Microsoft.AspNetCore.Components;
using Perceptron.Playground.Translation;
using Xunit;

namespace PlaygroundTests.Translation;

/// <summary>That no text lacks its translation. The compiler sees to it that each has both; here is what it can't see.</summary>
public class TextTests
{
    /// <summary>Texts, with their arguments, that are rightly the same in both languages.</summary>
    private static readonly HashSet<string> Same = ["DigitsPart(F)"];

    /// <summary>Members that are no texts.</summary>
    private static readonly HashSet<string> NoTexts = [nameof(Texts.Language), nameof(ToString), nameof(GetHashCode), nameof(GetType), nameof(Equals)];

    /// <summary>Every text, with each choice of its parameters.</summary>
    private static readonly (string Name, object?[] Arguments, Func<Texts, object?> Say)[] All =
    [
        .. typeof(Texts).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Select(method => (Method: method, Name: method.IsSpecialName ? method.Name[4..] : method.Name))
            .Where(text => !NoTexts.Contains(text.Name))
            .SelectMany(text => Choices(text.Method.GetParameters())
                .Select(arguments => ($"{text.Name}({string.Join(", ", arguments)})", arguments, (Func<Texts, object?>)(texts => text.Method.Invoke(texts, arguments))))),
    ];

    [Fact]
    public void Every_text_is_a_text()
    {
        Assert.True(All.Length > 100);
        Assert.All(All, text => Assert.True(text.Say(Texts.English) is string or MarkupString, text.Name));
    }

    [Fact]
    public void Every_text_says_something_in_both_languages()
    {
        foreach (var text in All)
        {
            foreach (var texts in (Texts[])[Texts.English, Texts.Norwegian])
            {
                var said = $"{text.Say(texts)}";
                Assert.False(string.IsNullOrWhiteSpace(said), $"{text.Name} says nothing in {texts.Language}.");
                Assert.True(said == said.Trim(), $"{text.Name} begins or ends with a blank in {texts.Language}: \"{said}\"");
            }
        }
    }

    [Fact]
    public void No_text_is_the_same_in_both_languages_by_mistake()
    {
        var same = All.Where(text => $"{text.Say(Texts.English)}" == $"{text.Say(Texts.Norwegian)}").Select(text => text.Name).Distinct().ToArray();

        Assert.Empty(same.Except(Same));
        Assert.Empty(Same.Except(same));
    }

    [Fact]
    public void Both_languages_say_the_same_of_what_they_are_given()
    {
        var checks = 0;
        foreach (var text in All)
        {
            foreach (var given in text.Arguments.Where(argument => argument is string or int))
            {
                var (english, norwegian) = ($"{text.Say(Texts.English)}", $"{text.Say(Texts.Norwegian)}");
                Assert.True(Has(english, given) == Has(norwegian, given), $"{text.Name} says {given} in one language only: \"{english}\", \"{norwegian}\"");
                checks++;
            }
        }

        Assert.True(checks > 10);

        static bool Has(string text, object? given) => text.Contains($"{given}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_is_that_of_its_language()
    {
        Assert.Same(Texts.Norwegian, Texts.Of(Language.Norwegian));
        Assert.Same(Texts.English, Texts.Of(Language.English));
        Assert.Equal(("English", "Norsk"), (Texts.English.OwnName, Texts.Norwegian.OwnName));
    }

    /// <summary>Numbers that occur in no text, once 1 for what is counted; words; yes and no; each value of an enumeration.</summary>
    private static IEnumerable<object?[]> Choices(ParameterInfo[] parameters) => parameters.Aggregate(
        (IEnumerable<object?[]>)[[]],
        (choices, parameter) => choices.SelectMany(before => Values(parameter, before.Length).Select(value => (object?[])[.. before, value])));

    private static IEnumerable<object> Values(ParameterInfo parameter, int index) => parameter.ParameterType switch
    {
        var type when type == typeof(int) => [1, 7001 + index],
        var type when type == typeof(long) => [7001L + index],
        var type when type == typeof(string) => [$"‹{index}›"],
        var type when type == typeof(bool) => [true, false],
        { IsEnum: true } type => Enum.GetValues(type).Cast<object>(),
        var type => throw new NotSupportedException($"A text has a parameter of type {type}; a number with a decimal point is given as a string."),
    };
}
