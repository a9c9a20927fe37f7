using Gateway.Referrals.Pages.Boxes;

namespace Gateway.Concerns.Pages;

/// <summary>How the pages of concerns ask for each field.</summary>
internal static class ConcernWords
{
    private const string Digits = "10 digits. Spaces and dashes are fine.";

    public static readonly Dictionary<string, Asked> All = new()
    {
        ["concern/pupils"] = new("The pupil"),
        ["concern/pupils/firstName"] = new("First name (optional)"),
        ["concern/pupils/lastName"] = new("Last name"),
        ["concern/pupils/dateOfBirth"] = new("Date of birth (if you know it)"),
        ["concern/pupils/nhsNumber"] = new("NHS number (if you know it)", Digits),
        ["concern/pupils/upn"] = new("Unique pupil number (if you know it)", "A letter and 12 digits"),
        ["concern/noticedAt"] = new("When did you notice this?", "When you write it is kept beside it, by itself."),
        ["concern/where"] = new("Where was it? (optional)"),
        ["concern/sawOrHeard"] = new("What did you see or hear?", "Facts first. Say who said what."),
        ["concern/childsWords"] = new("The child's exact words (optional)", "Exactly as the child said them. Ask the child nothing more."),
        ["concern/others"] = new("Who else was there? (optional)"),
        ["concern/toldInPerson"] = new("I told a safeguarding lead in person"),
        ["concern/category"] = new("What kind of concern may it be?", "You may leave this to the safeguarding lead."),
        ["concern/dangerNow"] = new("Is a child in danger right now?", "If yes, ring 999 first."),
        ["concern/about"] = new("The member of staff"),
        ["concern/about/name"] = new("Whom is it about?"),
        ["concern/about/practitioner"] = new("What do they sign in as? (if you know it)"),
        ["concern/about/isHead"] = new("Is it about the head teacher?"),
        ["concern/marks"] = new("Marks on the body"),
        ["concern/marks/region"] = new("Where on the body"),
        ["concern/marks/side"] = new("Which side? (optional)"),
        ["concern/marks/size"] = new("Size in centimetres (optional)"),
        ["concern/marks/colour"] = new("Colour (optional)"),
        ["concern/marks/shape"] = new("Shape (optional)"),
        ["concern/marks/texture"] = new("Texture (optional)"),
        ["concern/marks/explanation"] = new("What does the child say about it? (optional)"),
        ["concern/text"] = new("What do you want to add?", "It stands beside what was written, with your name and the time."),

        ["decided/actions"] = new("What did you do, or decide?", "Select all that apply"),
        ["decided/reason"] = new("The reason for your decision", "Always needed. At least 10 characters."),
        ["decided/then"] = new("What happens to this concern now?"),
        ["decided/monitorUntil"] = new("Monitor until", "Needed where you monitor. For example, 4 December 2026"),
        ["decided/outcome"] = new("The outcome (optional)"),
        ["decided/links"] = new("Earlier concerns that belong to this one"),
        ["decided/refer"] = new("The referral"),
        ["decided/refer/wanted"] = new("What do you want to happen?"),
        ["decided/refer/dangerNow"] = new("Is a child in danger right now?", "If yes, ring 999 first."),
        ["decided/about"] = new("The member of staff"),
        ["decided/about/name"] = new("Whom is it about?"),
        ["decided/about/practitioner"] = new("What do they sign in as? (if you know it)"),
        ["decided/about/isHead"] = new("Is it about the head teacher?"),

        ["file/urn"] = new("The new school's number (URN)", "Six digits. You see the school's name before anything is sent."),
        ["file/pupil"] = new("The pupil"),
        ["file/pupil/firstName"] = new("First name (optional)"),
        ["file/pupil/lastName"] = new("Last name"),
        ["file/pupil/dateOfBirth"] = new("Date of birth (if you know it)"),
        ["file/pupil/nhsNumber"] = new("NHS number (if you know it)", Digits),
        ["file/pupil/upn"] = new("Unique pupil number (if you know it)", "A letter and 12 digits"),
        ["file/note"] = new("What does the new school need to know? (optional)"),
    };
}
