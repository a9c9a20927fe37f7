using System.Collections.Frozen;

namespace Gateway.Referrals.Pages.Boxes;

/// <summary>How a page asks for each field, by its place in the form without the numbers of rows. What is said where it does not hold is the field's own.</summary>
internal static class FieldWords
{
    private static readonly FrozenDictionary<string, Asked> All = new Dictionary<string, Asked>
    {
        ["wanted/dangerNow"] = new("Is a child in danger right now?"),
        ["wanted/wanted"] = new("What do you want to happen?", "Say what you are asking for. Children's services can only change it where you see it."),

        ["urgent/child"] = new("Child's name, or describe the child"),
        ["urgent/whereNow"] = new("Where is the child now?"),
        ["urgent/danger"] = new("What is the danger?"),
        ["urgent/name"] = new("Your name"),
        ["urgent/phone"] = new("Phone number where you can be reached now"),
        ["urgent/rung"] = new("Have you rung?"),
        ["urgent/rung/yes"] = new("Have you rung anybody about this?"),
        ["urgent/rung/who"] = new("Whom did you ring?", "If you have rung"),
        ["urgent/rung/when"] = new("When did you ring?", "If you have rung. For example, 22:10"),
        ["urgent/nhsNumber"] = new("NHS number (if you know it)", "10 digits. Spaces and dashes are fine."),
        ["urgent/dateOfBirth"] = new("Date of birth (if you know it)"),
        ["urgent/postcode"] = new("Postcode of the child's home (if you know it)", "It decides which council receives this."),

        ["children/firstName"] = new("First name", null, "Who the child is"),
        ["children/lastName"] = new("Last name"),
        ["children/alsoKnownAs"] = new("Also known as (optional)"),
        ["children/unborn"] = new("The child is not born yet"),
        ["children/description"] = new("If you do not know the name, describe the child", "Or write: unborn child of, and the mother's name"),
        ["children/dateOfBirth"] = new("Date of birth", "Give one of these three: date of birth, due date or age. For example, 4 March 2019"),
        ["children/dueDate"] = new("Due date", "Only for a child who is not born yet"),
        ["children/estimatedAge"] = new("Estimated age in years", "Only if you do not know the date of birth"),
        ["children/nhsNumber"] = new("NHS number (optional)", "10 digits. Spaces and dashes are fine."),
        ["children/upn"] = new("Unique pupil number (optional)", "A letter and 12 digits"),
        ["children/sex"] = new("Sex"),
        ["children/ethnicGroup"] = new("Ethnic group (optional)"),
        ["children/firstLanguage"] = new("First language (optional)"),
        ["children/interpreter"] = new("Does the child or family need an interpreter?"),
        ["children/disabilities"] = new("Disability", "Select all that apply"),
        ["children/address"] = new("Child's home", null, "Where the child lives and is now"),
        ["children/address/text"] = new("Home address", "Or say that it is not known, or that there is no fixed address"),
        ["children/address/postcode"] = new("Postcode of the home", "It decides which council receives this."),
        ["children/address/secret"] = new("This address must be kept secret"),
        ["children/whereNow"] = new("Where is the child now?"),
        ["children/school"] = new("Nursery, school or college", "Needed for a child aged 4 to 17", "School, doctor and social worker"),
        ["children/school/name"] = new("Name of the nursery, school or college"),
        ["children/school/urn"] = new("Its number (optional)"),
        ["children/school/notInEducation"] = new("The child is not in education"),
        ["children/gpPractice"] = new("GP practice (optional)"),
        ["children/socialWorker"] = new("Plan or social worker"),
        ["children/socialWorker/known"] = new("Does the child have a plan or a social worker? (optional)"),
        ["children/socialWorker/name"] = new("Name of the social worker (optional)"),
        ["children/seen"] = new("Seeing the child (optional)"),
        ["children/seen/on"] = new("When did you last see the child?"),
        ["children/seen/alone"] = new("Did you see the child alone?"),
        ["children/effect"] = new("What is the effect on this child?", "What the child does, says or cannot do because of it. If you do not know, say why you are worried.", "The effect on this child"),
        ["children/risk"] = new("How high is the risk to this child? (optional)", "The risk to an adult is asked on another page."),
        ["children/council"] = new("This should go to another council than that of the home"),
        ["children/council/agency"] = new("Council"),
        ["children/council/reason"] = new("Why this council?"),

        ["adults/household"] = new("The household"),
        ["adults/household/domesticAbuse"] = new("Is there domestic abuse?"),
        ["adults/household/mentalIllness"] = new("Does an adult have a mental illness?"),
        ["adults/household/drugsOrAlcohol"] = new("Does an adult use drugs or alcohol in a way that worries you?"),
        ["adults/household/learningDisability"] = new("Does an adult have a learning disability?"),
        ["adults/pregnancy"] = new("Is somebody in the household pregnant? (optional)"),
        ["adults/substituteCarers"] = new("Who else looks after the child? (optional)"),
        ["adults/dangerToStaff"] = new("Could anyone be a danger to visiting staff? (optional)"),
        ["adults/adultRisk"] = new("How high is the risk to an adult? (optional)", "For example, the grade of a domestic abuse risk assessment"),
        ["adults/answer"] = new("Answer"),
        ["adults/detail"] = new("Say more (optional)"),
        ["adults/adults/name"] = new("Name, or describe them"),
        ["adults/adults/dateOfBirth"] = new("Date of birth (optional)"),
        ["adults/adults/age"] = new("Age (optional)"),
        ["adults/adults/relationships"] = new("Relationship to each child"),
        ["adults/adults/relationships/relationship"] = new("Relationship"),
        ["adults/adults/parentalResponsibility"] = new("Do they have parental responsibility?"),
        ["adults/adults/livesAtAddress"] = new("Do they live at the child's address?"),
        ["adults/adults/phone"] = new("Phone number (optional)"),
        ["adults/adults/safeToRing"] = new("Is it safe to ring them?"),
        ["adults/adults/safeNote"] = new("When to ring, and who must not know (optional)"),
        ["adults/adults/role"] = new("What part do they have?"),

        ["worries/happened"] = new("What happened, or what did you see?", "Facts first: who said what, and dates. Put exact words in quotes."),
        ["worries/childsWords"] = new("The child's own words", "Exactly as the child said them"),
        ["worries/notSpokenBecause"] = new("If nobody has spoken to the child, why not?"),
        ["worries/first"] = new("When did it first happen? (optional)", "Leave the day empty if you do not know it."),
        ["worries/latest"] = new("When did it last happen? (optional)", "Leave the day empty if you do not know it."),
        ["worries/kinds"] = new("Kind of concern", "Select all that apply"),
        ["worries/otherKind"] = new("If other, what kind of concern is it?"),
        ["worries/injuries"] = new("Marks on the body", "Needed for a physical concern"),
        ["worries/injuries/region"] = new("Where on the body"),
        ["worries/injuries/size"] = new("Size in centimetres (optional)"),
        ["worries/injuries/look"] = new("What does it look like?", "Colour, shape and texture"),
        ["worries/injuries/explanation"] = new("What does the child say about it? (optional)"),
        ["worries/workingWell"] = new("What is working well, and who keeps the child safe? (optional)"),
        ["worries/levelOfNeed"] = new("Level of need", "This advises. It never stops a referral."),

        ["family/parentsTold"] = new("Have the parents been told?"),
        ["family/agreed"] = new("Do the parents agree?", "Agreement is not needed where a child may be at risk of significant harm."),
        ["family/because"] = new("If not told, or not agreed, why?"),
        ["family/reason"] = new("Say more about why"),
        ["family/childsView"] = new("What does the child think of this? (optional)"),
        ["family/keepFromFamily"] = new("Is any of this to be kept from the family?"),
        ["family/keepWhat"] = new("If so, what is to be kept from them, and why?"),

        ["history/done"] = new("What have you done already? (optional)"),
        ["history/earlyHelpAssessment"] = new("Is there an early help assessment? (optional)"),
        ["history/professionals"] = new("Others who work with the family"),
        ["history/professionals/name"] = new("Name"),
        ["history/professionals/agency"] = new("Agency"),
        ["history/professionals/phone"] = new("Phone number (optional)"),
        ["history/chronology"] = new("What happened before"),
        ["history/chronology/on"] = new("When", "Leave the day empty if you do not know it."),
        ["history/chronology/source"] = new("Who says so"),
        ["history/chronology/happened"] = new("What happened"),
        ["history/chronology/effect"] = new("Effect on the child (optional)"),
        ["history/chronology/response"] = new("What was done (optional)"),

        ["referrer/phone"] = new("Phone number where you can be reached today"),
        ["referrer/email"] = new("Email address (optional)"),
        ["referrer/reachable"] = new("When can you be reached? (optional)"),
        ["referrer/colleague"] = new("A colleague who can answer for you", "They may read what is decided when you are off duty."),
        ["referrer/colleague/name"] = new("Name of the colleague"),
        ["referrer/colleague/phone"] = new("Phone number of the colleague (optional)"),
        ["referrer/colleague/practitioner"] = new("Name the colleague signs in with (optional)", "With it they see this referral, and what is decided."),
        ["referrer/safeContact"] = new("How to contact you safely (optional)"),
        ["referrer/nameWithheldBecause"] = new("If your name must be kept from the family, why? (optional)", "Names of professionals are given to the family unless there is an exceptional reason."),

        ["step/rating"] = new("How urgent is it?"),
        ["step/why"] = new("Why do you decide this?", "The referrer sees this. At least 50 characters."),
        ["step/advice"] = new("The advice that you give", "Needed for no further action and for advice"),
        ["step/without"] = new("Why do you decide without the agencies that have not answered?"),
        ["step/reason"] = new("Reason"),
        ["step/what"] = new("What do you disagree with?"),
        ["step/evidence"] = new("What is the evidence?"),
        ["step/wanted"] = new("What do you want to happen?"),
        ["step/note"] = new("What was said and what was decided"),
        ["step/learning"] = new("What was learned"),
        ["step/question"] = new("Your question"),
        ["step/answer"] = new("Your answer", "Only what is relevant and proportionate. Think about what is about other people."),
        ["step/added"] = new("What do you want to add?"),
        ["step/outcome"] = new("Outcome"),
        ["step/clock"] = new("Which time?"),
        ["step/on"] = new("Date", "For example, 4 March 2026"),
        ["step/alone"] = new("Was the child seen alone?"),
        ["step/safeTonight"] = new("Is the child safe tonight?"),
        ["step/agencies"] = new("Which agencies do you ask?"),
        ["step/agencies/agency"] = new("Agency"),
        ["step/purpose"] = new("Why may you ask?"),
        ["step/council"] = new("Which council is to have it?", "Needed where another council is responsible"),
        ["step/into"] = new("The other referral"),
        ["step/message"] = new("What you will tell the referrer", "All five parts. Nothing is decided without them."),
        ["step/message/decided"] = new("What we decided"),
        ["step/message/because"] = new("Why, in terms of this child"),
        ["step/message/next"] = new("What happens next, and when"),
        ["step/message/asked"] = new("What we ask you to do"),
        ["step/message/contact"] = new("Who to ring, and how to disagree"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Choices = new Dictionary<string, string>
    {
        ["yes"] = "Yes",
        ["no"] = "No",
        ["not-known"] = "I do not know",
        ["only-one"] = "Only one of them",
        ["not-asked"] = "Not asked",
        ["section-47"] = "The child may be suffering, or likely to suffer, significant harm (section 47)",
        ["section-17"] = "The family needs help from a social worker (section 17)",
        ["early-help"] = "Early help",
        ["advice"] = "Advice first",
        ["information"] = "For information only",
        ["red"] = "Red",
        ["amber"] = "Amber",
        ["green"] = "Green",
        ["no-further-action"] = "No further action",
        ["assessment"] = "Assessment",
        ["strategy"] = "Strategy discussion or section 47",
        ["open-case"] = "Information on an open case",
        ["other-area"] = "Another area is responsible",
        ["assessment-goes-on"] = "The enquiries end and the assessment goes on",
        ["concluded"] = "The enquiries end, and so does the assessment",
        ["changed"] = "The decision was changed",
        ["kept-accepted"] = "The decision is kept, and I accept the reason",
        ["kept-not-accepted"] = "The decision is kept, and I do not accept it",
        ["withdrawn"] = "I withdraw the disagreement",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="path">Such as <c>children/address/postcode</c>.</param>
    public static Asked Of(string path) => All.TryGetValue(path, out var asked) ? asked
        : path.EndsWith("/answer", StringComparison.Ordinal) ? Of(path[..^"/answer".Length])
        : path.EndsWith("/detail", StringComparison.Ordinal) ? All["adults/detail"]
        : new Asked(path[(path.LastIndexOf('/') + 1)..]);

    public static string Choice(string word) => Choices.GetValueOrDefault(word, word);

    /// <summary>What came of a step: a referrer who wants advice and a council that gives it use one word for two things.</summary>
    public static string Outcome(string word) => word == "advice" ? "Advice and information" : Choice(word);

    /// <summary>What lets a council ask another agency.</summary>
    public static string Purpose(string word) => word switch
    {
        "section-47" => "Enquiries under section 47",
        "section-17" => "Assessment under section 17",
        "front-door" => "Enquiries of the front door",
        _ => word,
    };
}

/// <param name="Section">The heading that begins with this field.</param>
internal sealed record Asked(string Label, string? Hint = null, string? Section = null);
