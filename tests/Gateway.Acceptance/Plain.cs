using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gateway.Acceptance;

/// <summary>A page passes axe, fits its width, and a tired person can read it: short sentences, and no word that blames or begs.</summary>
internal static partial class Plain
{
    private const int MostWords = 20;

    // The published words of a refusal and of a reason that is wanted (information-sharing rules, 5.2), into which names and numbers go.
    private static readonly string[] Templates = ["If you are treating, teaching or responding to this child now, ask your lead to record it,", "Say which decision, why its minimal form (yes or no) and a call to"];

    /// <summary>At a desk and on a telephone.</summary>
    public static async Task PassesAsync(Visitor visitor, string name)
    {
        await Axe.PassesAsync(visitor, name, 1280);
        await visitor.Page.SetViewportSizeAsync(320, 640);
        await Axe.PassesAsync(visitor, name, 320);
        await visitor.Page.SetViewportSizeAsync(1280, 768);
    }

    /// <summary>As it stands at this width.</summary>
    public static async Task ReadsAsync(Visitor visitor, string name)
    {
        var text = await visitor.Main.EvaluateAsync<string>("main => [...main.querySelectorAll('h1,h2,h3,p,label,legend,li,dt,summary,.govuk-hint,caption,button')].map(each => each.innerText).join('\\n')");
        Assert.DoesNotMatch(Unsaid(), text);
        foreach (var template in Templates) text = text.Replace(template, "", StringComparison.Ordinal);
        Assert.All(Sentence().Split(text).Select(sentence => sentence.Trim()), sentence => Assert.True(sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= MostWords, $"{name}: {sentence}"));
    }

    [GeneratedRegex(@"\b(invalid|please|sorry|forbidden|clear|oops|unfortunately)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unsaid();

    [GeneratedRegex(@"[.?!:;]\s|\n")]
    private static partial Regex Sentence();
}
