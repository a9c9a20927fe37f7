namespace Gateway.Rules.Matching.Reading;

/// <summary>
/// Letters that do not decompose, and letters of other scripts that look like Latin ones (after the Unicode confusables, UTS 39).
/// Upper and lower case of one letter go the same way, by whichever of them is the look-alike.
/// </summary>
internal static class LetterFolds
{
    public static bool IsApostrophe(int c) => c is '\'' or '`' or '\u00b4'
        or '\u2018' or '\u2019' or '\u201b' or '\u2032' or '\u02b9' or '\u02bb' or '\u02bc' or '\u02bd' or '\u02be' or '\u02bf' or '\u02c8'
        or '\u02ca' or '\u02cb' or '\uff07' or '\uff40' or '\u05f3' or '\ua78b' or '\ua78c';

    /// <summary>The Latin letters for a lower-case letter, or null where it stays as it is.</summary>
    public static string? Latin(int lower) => lower < 0x80 ? null : lower < 0x370 ? Extended(lower) : lower < 0x400 ? Greek(lower) : Other(lower);

    private static string? Extended(int c) => c switch
    {
        'ł' or 'ƚ' => "l",
        'ø' or 'ɔ' => "o",
        'đ' or 'ð' or 'ɖ' => "d",
        'ß' => "ss",
        'ı' => "i",
        'ȷ' => "j",
        'þ' => "th",
        'æ' => "ae",
        'œ' => "oe",
        'ħ' => "h",
        'ŋ' or 'ɲ' => "n",
        'ŧ' => "t",
        'ĸ' => "k",
        'ə' or 'ɛ' => "e",
        'ɑ' => "a",
        'ɡ' or 'ɣ' => "g",
        'ɓ' => "b",
        'ɗ' => "d",
        'ƙ' => "k",
        'ƴ' => "y",
        _ => null,
    };

    private static string? Greek(int c) => c switch
    {
        'α' => "a",
        'β' => "b",
        'ε' => "e",
        'ζ' => "z",
        'η' => "h",
        'ι' => "i",
        'κ' => "k",
        'μ' => "m",
        'ν' => "n",
        'ο' => "o",
        'ρ' => "p",
        'τ' => "t",
        'υ' => "y",
        'χ' => "x",
        'ϳ' => "j",
        _ => null,
    };

    private static string? Other(int c) => c switch
    {
        'а' => "a",
        'в' => "b",
        'с' => "c",
        'ԁ' => "d",
        'е' or 'є' => "e",
        'һ' or 'н' or 'հ' => "h",
        'і' or 'ӏ' => "i",
        'ј' => "j",
        'к' => "k",
        'м' => "m",
        'о' or 'օ' => "o",
        'р' => "p",
        'ԛ' => "q",
        'ѕ' => "s",
        'т' => "t",
        'ս' => "u",
        'ѵ' => "v",
        'ԝ' => "w",
        'х' => "x",
        'у' or 'ү' => "y",
        'ẞ' => "ss",
        _ => null,
    };
}
