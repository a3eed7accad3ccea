"""Lines that news pages put between paragraphs, written for dateline; `training.vary` sets them into documents."""

PROMPTS = (
    "Sign up for our morning newsletter.",
    "Read more: What we know so far",
    "ALSO READ: Five charts that explain the conflict",
    "Advertisement",
    "Related: Inside the country's longest insurgency",
    "Follow us on our channels for the latest updates.",
    "Share this story",
    "This is a developing story and will be updated.",
    "Watch: Smoke rises over the town after the explosion",
    "Listen to the podcast: The week in conflict",
    "Recommended: Minister resigns after deadly attack",
    "Get the latest alerts in our app.",
    "(Reporting by our correspondents; editing by the desk)",
    "Additional reporting by agencies",
    "Most read: Bombing kills ten at market",
    "Our journalism needs you. Support us today.",
    "Copyright. All rights reserved.",
    "Story continues below",
    "Timeline: Attacks in the region since 2019",
    "Join the conversation: leave a comment",
)

CAPTIONS = (
    "Soldiers stand guard in {place}. Photo: File",
    "A view of {place} after last year's fighting. [File photo]",
    "Image: Smoke over {place}, archive",
    "Residents of {place} gather at the site of an attack in this file picture.",
    "Map: {place}",
    "Police officers on patrol near {place} (archive)",
    "Mourners carry a coffin in {place}. File photo",
    "Protesters in {place} in an earlier march. Photograph: Archive",
    "PHOTO | A burnt-out vehicle outside {place}",
    "Rebel fighters in {place} in an undated handout picture",
)
