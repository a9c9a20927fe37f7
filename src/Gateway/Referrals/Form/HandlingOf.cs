using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Rules.Notices;

namespace Gateway.Referrals.Form;

/// <summary>
/// How something is to be handled, as it was said: chosen by whoever writes it, or said by another answer of the form. It names nobody; who, which number and which address stand where they were written.
/// </summary>
internal static class HandlingOf
{
    /// <summary>As it was chosen.</summary>
    public static ImmutableArray<NoticeWord> Chosen(FormPart part) =>
        [.. part.Words("handling").Select(word => NoticeWordWords.TryRead(word, out var known) ? known : throw new InvalidDataException("A handling word does not read."))];

    /// <summary>Of a referral's tasks, those of an incident among them.</summary>
    public static ImmutableArray<NoticeWord> Tasks(IReadOnlyDictionary<string, JsonElement> tasks, DateOnly today)
    {
        FormPart? Task(string name) => tasks.TryGetValue(name, out var content) ? new FormPart(content, today) : null;
        var (family, adults, children, incident) = (Task("family"), Task("adults"), Task("children"), Task("incident")?.Part("handling"));
        var said = new HashSet<NoticeWord>([.. new[] { family, Task("urgent"), incident }.OfType<FormPart>().SelectMany(part => Chosen(part))]);
        if (family?.Is("keepFromFamily") is true) said.Add(NoticeWord.NotTheFamily);
        if (incident?.Is("suspectMustNotKnow") is true) said.Add(NoticeWord.OneMustNotKnow);
        if (adults?.Parts("adults").Any(adult => adult.Is("safeToRing", "no")) is true) said.Add(NoticeWord.DoNotRing);
        if (adults?.Part("dangerToStaff")?.Is("answer", "yes") is true) said.Add(NoticeWord.VisitTogether);
        if (children?.Parts("children").Any(child => child.Part("address")?.Is("secret") is true) is true) said.Add(NoticeWord.AddressSecret);
        return Ordered(said);
    }

    /// <summary>Whether it says that the family, or somebody in it, must not find out.</summary>
    public static bool KeepsFromFamily(IEnumerable<NoticeWord> said) => said.Any(word => word is NoticeWord.NotTheFamily or NoticeWord.OneMustNotKnow);

    public static ImmutableArray<NoticeWord> Ordered(IEnumerable<NoticeWord> said) => [.. NoticeWordWords.Handling.Where(said.ToHashSet().Contains)];

    /// <summary>As a row keeps it: words between blanks.</summary>
    public static string Row(IEnumerable<NoticeWord> said) => string.Join(' ', Ordered(said).Select(word => word.Word()));

    public static ImmutableArray<NoticeWord> Read(string row) =>
        [.. row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => NoticeWordWords.TryRead(word, out var known) ? known : throw new InvalidDataException("A stored handling word does not read."))];

    /// <summary>Each word with its sentence, as the first member of what it is about; nothing where nothing was said.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyCollection<NoticeWord> said, NoticeTerms terms)
    {
        if (said.Count == 0) return;
        json.WriteStartArray("handling"u8);
        foreach (var word in said)
        {
            json.WriteStartObject();
            json.WriteString("word"u8, word.Word());
            json.WriteString("words"u8, terms.Sentence(word));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
