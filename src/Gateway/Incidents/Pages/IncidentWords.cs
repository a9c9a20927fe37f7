using System.Collections.Frozen;
using Gateway.Referrals.Pages.Boxes;

namespace Gateway.Incidents.Pages;

/// <summary>How the officer's screens ask for each field, in few words. What the shared form asks too is asked as it asks.</summary>
internal static class IncidentWords
{
    private static readonly FrozenDictionary<string, Asked> All = new Dictionary<string, Asked>
    {
        ["incident/number"] = new("Incident number"),
        ["incident/attendedAt"] = new("When did you attend?", "For example, 21 11 2026 and 22:10"),
        ["incident/occurredAt"] = new("When did it happen? (optional)", "Leave it out if it is still going on."),
        ["incident/place"] = new("Where did it happen?"),
        ["incident/place/text"] = new("Address"),
        ["incident/place/postcode"] = new("Postcode (if you know it)", "It finds the council, and earlier incidents here."),
        ["incident/place/childsHome"] = new("Is it the child's home?"),
        ["incident/kind"] = new("Kind of incident", "Leave it out if you select a kind of domestic abuse below."),
        ["incident/abuse"] = new("Kind of domestic abuse", "Only for domestic abuse. Select all that apply."),
        ["incident/weapon"] = new("Was there a weapon?"),
        ["incident/policeProtection"] = new("Police protection (optional)", "It ends after 72 hours. The duty team and the duty inspector are told."),
        ["incident/policeProtection/used"] = new("Did you use police protection?"),
        ["incident/policeProtection/at"] = new("If so, when?"),
        ["incident/account"] = new("What happened? (optional)", "Facts first: who said what. Put exact words in quotes."),

        ["people/people"] = new("Adults who were involved"),
        ["people/people/name"] = new("Name, or describe them"),
        ["people/people/dateOfBirth"] = new("Date of birth (optional)"),
        ["people/people/age"] = new("Age (if you do not know the date of birth)"),
        ["people/people/role"] = new("Part in this"),
        ["people/people/relationship"] = new("Relationship to the others", "For example, his partner"),
        ["people/people/phone"] = new("Phone number (optional)"),
        ["people/victimPregnant"] = new("Is the victim pregnant?"),

        ["child/lastName"] = new("Last name"),
        ["child/dateOfBirth"] = new("Date of birth", "For example, 4 March 2019"),
        ["child/description"] = new("Describe the child"),
        ["child/sex"] = new("Sex (optional)"),
        ["child/livesHere"] = new("Does this child live where it happened?"),
        ["child/address"] = new("Where the child lives"),
        ["child/address/text"] = new("Address", "Or say that it is not known."),
        ["child/address/postcode"] = new("Postcode", "It decides which council receives this."),
        ["child/whereWas"] = new("Where was this child?", "A child who was not there counts too."),
        ["child/seen"] = new("Seeing the child", null, "What you saw"),
        ["child/seen/byOfficer"] = new("Did you see and speak to this child?"),
        ["child/seen/said"] = new("The child's words, or how they were", "If you did not see them, say why."),
        ["child/injured"] = new("Was this child hurt?"),
        ["child/injuries"] = new("Marks on the body", "Only if the child was hurt"),
        ["child/injuries/region"] = new("Where on the body"),
        ["child/injuries/side"] = new("Side (optional)"),
        ["child/injuries/size"] = new("Size in centimetres (optional)"),
        ["child/injuries/colour"] = new("Colour (optional)"),
        ["child/injuries/shape"] = new("Shape (optional)"),
        ["child/injuries/texture"] = new("Texture (optional)"),
        ["child/injuries/explanation"] = new("What does the child say about it? (optional)"),
        ["child/effect"] = new("What is the effect on this child?", "At least 30 characters. If you do not know, say why you are worried.", "The effect on this child"),
        ["child/relationships"] = new("Relationship to the adults"),
        ["child/school"] = new("Nursery, school or college", "Needed from 4 to 17. The school is told of domestic abuse.", "School and doctor"),
        ["child/school/name"] = new("Name of the school", "Choose from the list where it is in it."),
        ["child/knownPlan"] = new("Does this child have a plan, or is in care? (optional)", "Only what you know. A check that found nothing is no answer."),
        ["child/risk"] = new("Risk to this child (optional)", "The risk to the adult is another question."),

        ["home/home"] = new("The home", "Asked once, for all of the children.", "The home"),
        ["home/home/sleeping"] = new("Where they sleep"),
        ["home/home/food"] = new("Food"),
        ["home/home/hygiene"] = new("Hygiene"),
        ["home/home/hazards"] = new("Hazards"),

        ["risk/tool"] = new("Risk tool that you used", "Leave it out if you enter a number of yes answers: only DASH has one."),
        ["risk/yesAnswers"] = new("Number of yes answers", "Only for DASH: from 0 to 27"),
        ["risk/grade"] = new("Risk to the adult", "Your grade. It is kept apart from the count."),
        ["risk/byJudgement"] = new("I graded by professional judgement"),
        ["risk/judgement"] = new("Why did you grade it so?", "Needed if the grade is above the count"),
        ["risk/earlierIncidents"] = new("Incidents in the 12 months before (optional)"),
        ["risk/marac"] = new("I am referring this to MARAC"),
        ["risk/safeContact"] = new("How to contact the victim safely (optional)", "Only you and the council read this."),
        ["risk/suspectMustNotKnow"] = new("Must the suspect not find out about this?"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Rules = new Dictionary<string, string>
    {
        ["child-injured"] = "a child was hurt",
        ["strangulation"] = "somebody was strangled",
        ["weapon"] = "there was a weapon",
        ["victim-pregnant"] = "the victim is pregnant",
        ["child-under"] = "a child is very young, or not born yet",
        ["known-plan"] = "a child has a plan, or is in care",
        ["grade-high"] = "you graded the risk high",
        ["grade-medium"] = "you graded the risk medium",
        ["police-protection"] = "police protection was used",
        ["incidents-in-12-months"] = "there were several incidents here in 12 months",
        ["child-saw"] = "a child saw it",
        ["dash-count"] = "the count of yes answers is high",
        ["by-judgement"] = "you graded it high by professional judgement",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Asked Of(string path) => All.TryGetValue(path, out var asked) ? asked : FieldWords.Of(path.StartsWith("child/", StringComparison.Ordinal) ? $"children/{path["child/".Length..]}" : path);

    /// <summary>A rule of the area, in words.</summary>
    public static string Rule(string rule) => Rules.GetValueOrDefault(rule, rule);
}
