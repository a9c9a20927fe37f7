// Improves the pages; none needs it. Shows errors by moving to them, and stops a second press of a button.
import { createAll, Button, ErrorSummary, Radios, SkipLink } from "/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(Button, { preventDoubleClick: true });
createAll(ErrorSummary);
createAll(Radios);
createAll(SkipLink);
