namespace Gateway.Agencies;

/// <summary>Where the notices of one role at an agency go besides the page.</summary>
/// <param name="Role">A role that somebody can sign in with there.</param>
/// <param name="Deputy">Who has it next, by the subject of their token; nobody where none is named.</param>
/// <param name="Email">Where "sign in to read" is sent; nowhere where none is named.</param>
/// <param name="Text">Which telephone text messages go to, in international form; none where none is named.</param>
public sealed record Mailbox(string Role, string? Deputy, string? Email, string? Text = null);
