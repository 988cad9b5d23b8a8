using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Perceptron;

/// <summary>Letters of 5 × 7 dots, with two rows below the baseline for descenders.</summary>
internal static class Lettering
{
    /// <summary>Dots from one letter to the next.</summary>
    public const int Advance = 6;

    /// <summary>Dots from the top of a letter to the end of its descender.</summary>
    public const int Height = 9;

    // Each letter has six columns, of which the last is empty. Empty rows at the end are omitted.
    private static readonly string[] Sheets =
    [
        """
        0     1     2     3     4     5     6     7     8     9     .     ,     :     ;
         ###    #    ###   ###     #  #####  ###  #####  ###   ###
        #   #  ##   #   # #   #   ##  #     #         # #   # #   #
        #  ## # #       #     #  # #  #     #        #  #   # #   #              ##    ##
        # # #   #      #    ##  #  #  ####  ####    #    ###   ####              ##    ##
        ##  #   #     #       # #####     # #   #  #    #   #     #
        #   #   #    #    #   #    #  #   # #   #  #    #   #     #  ##    ##    ##    ##
         ###  ##### #####  ###     #   ###   ###   #     ###   ###   ##    ##    ##    ##
                                                                            #           #
                                                                           #           #
        """,
        """
        A     B     C     D     E     F     G     H     I     J     K     L     M
         ###  ####   ###  ####  ##### #####  ###  #   #  ###    ### #   # #     #   #
        #   # #   # #   # #   # #     #     #   # #   #   #      #  #  #  #     ## ##
        #   # #   # #     #   # #     #     #     #   #   #      #  # #   #     # # #
        ##### ####  #     #   # ####  ####  # ### #####   #      #  ##    #     # # #
        #   # #   # #     #   # #     #     #   # #   #   #      #  # #   #     #   #
        #   # #   # #   # #   # #     #     #   # #   #   #   #  #  #  #  #     #   #
        #   # ####   ###  ####  ##### #      ###  #   #  ###   ##   #   # ##### #   #
        """,
        """
        N     O     P     Q     R     S     T     U     V     W     X     Y     Z
        #   #  ###  ####   ###  ####   ###  ##### #   # #   # #   # #   # #   # #####
        ##  # #   # #   # #   # #   # #   #   #   #   # #   # #   # #   # #   #     #
        # # # #   # #   # #   # #   # #       #   #   # #   # #   #  # #   # #     #
        # # # #   # ####  #   # ####   ###    #   #   # #   # # # #   #     #     #
        #  ## #   # #     # # # # #       #   #   #   #  # #  # # #  # #    #    #
        #   # #   # #     #  #  #  #  #   #   #   #   #  # #  ## ## #   #   #   #
        #   #  ###  #      ## # #   #  ###    #    ###    #   #   # #   #   #   #####
        """,
        """
        a     b     c     d     e     f     g     h     i     j     k     l     m
              #               #         ##        #       #      #  #      ##
              #               #        #          #                 #       #
         ###  ####   ####  ####  ###   #     #### ####   ##     ##  #  #    #   ## #
            # #   # #     #   # #   # ####  #   # #   #   #      #  # #     #   # # #
         #### #   # #     #   # #####  #    #   # #   #   #      #  ##      #   # # #
        #   # #   # #     #   # #      #    #   # #   #   #      #  # #     #   # # #
         #### ####   ####  ####  ####  #     #### #   #  ###     #  #  #   ###  # # #
                                                #             #  #
                                             ###               ##
        """,
        """
        n     o     p     q     r     s     t     u     v     w     x     y     z
                                             #
                                             #
        ####   ###  ####   #### # ##   #### ####  #   # #   # #   # #   # #   # #####
        #   # #   # #   # #   # ##  # #      #    #   # #   # #   #  # #  #   #    #
        #   # #   # #   # #   # #      ###   #    #   # #   # # # #   #   #   #   #
        #   # #   # #   # #   # #         #  #  # #   #  # #  # # #  # #  #   #  #
        #   #  ###  ####   #### #     ####    ##   ####   #    # #  #   #  #### #####
                    #         #                                               #
                    #         #                                            ###
        """,
        """
        +     -     /     (     )     %     _     '     &     ?     !     =     *
                        #    #   #    ##  #         #    ##    ###    #
          #             #   #     #   ##  #         #   #  #  #   #   #         # # #
          #            #   #       #     #          #   # #       #   #   #####  ###
        ##### #####   #    #       #    #                #       #    #         #####
          #          #     #       #   #                # # #   #     #   #####  ###
          #         #       #     #   #  ##             #  #                    # # #
                    #        #   #    #  ## #####        ## #   #     #
        """,
        """
        ₀     ₁     ₂     ₃     ₄     ₅     ₆     ₇     ₈     ₉




        ###    #    ##    ##    # #   ###    ##   ###   ###   ###
        # #   ##      #     #   # #   #     #       #   # #   # #
        # #    #     #     #    ###   ##    ###    #    ###   ###
        # #    #    #       #     #     #   # #    #    # #     #
        ###   ###   ###   ##      #   ##    ###    #    ###   ##
        """,
    ];

    private static readonly (int X, int Y)[] Box =
        [.. from y in Enumerable.Range(0, 7) from x in Enumerable.Range(0, 5) where x is 0 or 4 || y is 0 or 6 select (x, y)];

    private static readonly FrozenDictionary<int, (int X, int Y)[]> Letters = Read();

    /// <summary>The dots of a letter, from its upper left corner; a box for an unknown letter.</summary>
    public static (int X, int Y)[] Dots(Rune letter) => Letters.GetValueOrDefault(letter.Value, Box);

    /// <summary>The width of a text in dots, without the space after the last letter.</summary>
    public static long Width(string text) => Math.Max(0, (text.EnumerateRunes().LongCount() * Advance) - 1);

    /// <summary>A number with letters below the line.</summary>
    public static string Subscript(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + '₀')));

    private static FrozenDictionary<int, (int X, int Y)[]> Read()
    {
        var letters = new Dictionary<int, (int X, int Y)[]> { [' '] = [] };
        foreach (var sheet in Sheets)
        {
            var lines = sheet.ReplaceLineEndings("\n").Split('\n');
            for (var left = 0; left < lines[0].Length; left += Advance)
            {
                letters[lines[0][left]] =
                [
                    .. from y in Enumerable.Range(0, Height)
                       from x in Enumerable.Range(0, Advance - 1)
                       where y + 1 < lines.Length && left + x < lines[y + 1].Length && lines[y + 1][left + x] == '#'
                       select (x, y),
                ];
            }
        }

        letters['−'] = letters['-'];
        return letters.ToFrozenDictionary();
    }
}
