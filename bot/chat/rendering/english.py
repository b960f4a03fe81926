"""The words of the interface in English. `&` and the like stand as they are; see `texts`."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    # --- times -------------------------------------------------------------------------
    "age.now": "new",
    "age.minutes": "{n} min",
    "age.hours": "{n} h",
    "age.days": "{n} d",
    "ago": "{age} ago",
    "ago.now": "just now",
    "when.tomorrow": "tomorrow at {hour}",
    "when.yesterday": "yesterday at {hour}",
    "when.day": "{day} at {hour}",
    # --- an edition --------------------------------------------------------------------
    "digest.sums": "{stories} from {articles} · {minutes}",
    "digest.stories.one": "1 story",
    "digest.stories.many": "{n} stories",
    "digest.articles.one": "1 article",
    "digest.articles.many": "{n} articles",
    "digest.minutes.one": "1 minute",
    "digest.minutes.many": "{n} minutes",
    "digest.late": "Your digest of {hour}, late because I was not running.",
    "digest.missing": "Could not be read this time: {outlets}.",
    "digest.end": "That is all.",
    "digest.empty": "Nothing new for you right now.",
    "digest.next": "Next {hour}.",
    "digest.next_today": "Next at {hour}.",
    "section.other": "More",
    # --- a story -----------------------------------------------------------------------
    "untitled": "Untitled",
    "untitled.text": "Your text, in short",
    "outlet.unknown": "Unknown outlet",
    "outlets.more.one": "1 more",
    "outlets.more.many": "{n} more",
    "story.new_since": "<i>new since {hour}</i>",
    "story.also": "also {outlets}",
    "story.reprints": "reprinted by {outlets}",
    "story.differ": "<b>Outlets differ:</b>",
    "story.went": "<b>How it went:</b>",
    "story.no_bullets": "<i>The source gives no more than its headline.</i>",
    "coverage.head": "<b>All coverage</b>: {articles}, {voices}",
    "coverage.articles.one": "1 article",
    "coverage.articles.many": "{n} articles",
    "coverage.voices.one": "1 independent voice",
    "coverage.voices.many": "{n} independent voices",
    "coverage.first": "first",
    "coverage.reprint": "reprint",
    "coverage.more.one": "and 1 more",
    "coverage.more.many": "and {n} more",
    # --- buttons -----------------------------------------------------------------------
    "button.my_topics": "My topics",
    "button.when": "When",
    "button.zone_is": "My time zone: {zone}",
    "button.where": "Time zone",
    "button.read": "Read at the source",
    "button.again": "Show the latest again",
    "button.more_topics": "More topics",
    "button.next": "Next",
    "button.digest_now": "My digest now",
    "button.morning": "Morning, 07:30",
    "button.evening": "Evening, 18:00",
    "button.both": "Both",
    "button.other": "Other",
    "button.no_schedule": "No digests by the clock",
    "button.here": "By my location",
    "button.share": "Share my location",
    "button.skip": "Skip, use UTC",
    "button.erase": "Erase everything",
    "button.keep": "Cancel",
    # --- first contact -----------------------------------------------------------------
    "start.topics": (
        "<b>Précis</b> reads the news so that you need not: the sentences that matter, every "
        "story once, from many outlets, at your own hours.\n\n"
        "<b>1 of 3: What interests you?</b> Tap topics, then Next. Tap none to get everything."
    ),
    "start.when": "<b>2 of 3: When shall your digest come?</b>",
    "start.hours": (
        "<b>2 of 3: At which hour?</b> For several times or days send, for example:\n"
        "<code>/schedule 07:30 18:00 mon-fri</code>"
    ),
    "start.where": (
        "<b>3 of 3: Where are you?</b> Tap the clock that is right, or send me your city, or the "
        "time on your own clock (like 07:12). Your digest then comes at {times} of that clock."
    ),
    "start.where_group": (
        "<b>3 of 3: Where are you?</b> Tap the clock that is right, or send your city, like "
        "<code>/timezone Berlin</code>. Your digest then comes at {times} of that clock."
    ),
    "start.ready": (
        "All set: <b>{topics}</b>, at <b>{times}</b> ({zone} time).\n"
        "Change it at any time: /topics, /schedule, /timezone. Here is your first edition."
    ),
    "topics.all": "all topics",
    "help.head": (
        "<b>Précis</b> sends you the news as short digests: verbatim sentences from many outlets, "
        "each linked to its place in the source, every story once."
    ),
    "help.tail": "Or just send me a link, and you get its main points.",
    "help.tail_group": "Send /summary with a link, or in reply to one: you get its main points.",
    # --- topics and sources ------------------------------------------------------------
    "topics.choose": "<b>Your topics</b>. A tap follows or unfollows; none means everything.",
    "topic.followed": "You follow {topic} now.",
    "topic.unfollowed": "You no longer follow {topic}.",
    "topic.usage": "Which topic? Tap one, or send for example <code>/topic climate</code>.",
    "topic.none": "I have nothing on “{words}”.",
    "topic.none_near": "I have nothing on “{words}”. Did you mean one of these?",
    "topic.quiet": "Nothing is stored on {topic} yet. It comes as soon as its outlets write.",
    "search.usage": "What shall I look for? For example: <code>/search central bank</code>",
    "search.none": "I have no story that holds all of “{words}”. Try fewer or other words.",
    "story.gone": "That story is no longer stored.",
    "digest.none_yet": "Nothing is stored for your topics yet. New articles come all day.",
    "subscribe.usage": (
        "Send a topic, a feed or a site: <code>/subscribe science</code> or "
        "<code>/subscribe example.org</code>. These are the topics:"
    ),
    "subscribe.unknown": "“{words}” is no topic I know, and no web address.",
    "subscribe.unknown_near": "“{words}” is no topic I know. Did you mean one of these?",
    "feed.added": "You follow <b>{title}</b> now. Its articles come with your next digests.",
    "feed.before": "You follow <b>{title}</b> already.",
    "feeds.limit": "{detail} feeds is the most that one chat can follow. /sources removes some.",
    "feed.unreachable": "I could not read that address: {detail}. Check it, and try again.",
    "feed.busy": "{detail} is asked for a lot just now. Send it again in a minute, please.",
    "feed.none": "I found no feed on {detail}. If you know the feed's own address, send that.",
    "unsubscribe.usage": (
        "Tap what you no longer want, or send for example <code>/unsubscribe science</code>."
    ),
    "unsubscribe.none": "You follow nothing called “{words}”. This is what you follow:",
    "unsubscribe.many": "Several of your feeds fit “{words}”. Tap the one you no longer want:",
    "unsubscribe.done": "You no longer follow {title}.",
    "sources.head": "<b>What you follow</b>. Tap what you no longer want.",
    "sources.none": "You follow nothing in particular, so you get everything. Choose topics:",
    "sources.topics": "Topics: {topics}",
    "sources.feed": "{title}: {state}",
    "feed.state.new": "not read yet",
    "feed.state.fine": "read {age}",
    "feed.state.failing": "cannot be read ({error})",
    "feed.state.gone": "its publisher has ended it",
    "notice.head": "<b>A word on your sources:</b>",
    "notice.gone": "<b>{title}</b> has been ended by its publisher.",
    "notice.failing": (
        "<b>{title}</b> has not been readable for a week ({error}). I go on trying, and you get "
        "its articles again as soon as it is back."
    ),
    "notice.more": "… and {n} more.",
    "notice.tail": "/sources lists all that you follow and removes what you no longer want.",
    # --- reading -----------------------------------------------------------------------
    "reading": "Reading {host} …",
    "reading.text": "Reading …",
    "reading.feed": "Looking for a feed on {host} …",
    "summary.no_link": (
        "“{words}” is neither a web address nor a text long enough to shorten. Send "
        "<code>/summary</code> with a link, or just the link."
    ),
    "summary.usage": (
        "Send <code>/summary</code> with a link, or as the answer to a message with a link or a "
        "long text. A link alone will do too."
    ),
    "page.unreachable": "I could not read that page: {detail}. Check the address, or try later.",
    "page.busy": "{detail} is asked for a lot just now. Send it again in a minute, please.",
    "page.failed": "I could not make sense of that page: {detail}",
    "page.empty": "I found no article there. Send the address of one article.",
    "page.feed": "That is a feed, no article. To follow it, send <code>/subscribe {url}</code>",
    "page.paywall": "That page shows its text only to subscribers. Another outlet may have it.",
    "page.consent": "That page shows its consent form instead of its text. I cannot read it.",
    "page.paywall.note": "<i>Only the part before the paywall could be read.</i>",
    "page.consent.note": "<i>Only the part beside the consent form could be read.</i>",
    "text.nothing": "I found no sentences in that text that could stand for it.",
    # --- when and where ----------------------------------------------------------------
    "schedule.now": "<b>Your digests</b> come at {times}, {days} ({zone} time).\nNext: {next}.",
    "schedule.none": "<b>Your digests</b>: none by the clock. /digest brings one at any time.",
    "schedule.hint": ("Tap, or send hours and days: <code>/schedule 07:30 18:00 mon-fri</code>"),
    "schedule.bad": "{reason}\nFor example: <code>/schedule 07:30 18:00 mon-fri</code>",
    "days.all": "every day",
    "days.span": "{first} to {last}",
    "zone.now": "It is {hour} for you ({zone}).",
    "zone.hint": (
        "Tap the clock that is right, or send your city or your time: "
        "<code>/timezone Berlin</code>, <code>/timezone 07:12</code>"
    ),
    "place.share": "Tap the key below the text box. I keep only the time zone of the place.",
    "place.taken": "Your time zone is that of {zone} now.",
    "zone.bad": (
        "I know no place called “{words}”. Send a larger city near you, or the time on your clock, "
        "like <code>/timezone 07:12</code>."
    ),
    # --- end, privacy ------------------------------------------------------------------
    "stop.done": "All your subscriptions have ended, and nothing more comes. /start begins anew.",
    "privacy": (
        "<b>What I keep of this chat</b>: its number, what it follows, its hours and time zone, "
        "which stories it has been shown (while they are stored), and messages on their way to "
        "it. What you send me is kept for two days at most, so that nothing is lost or answered "
        "twice. No names, no profiles, nothing is shared or sold; what you do not want kept, "
        "/deletedata erases at once."
    ),
    "privacy.kept": "Of this chat I keep now: {topics}; {feeds}; {times}; {zone} time.",
    "privacy.nothing": "Of this chat I keep nothing.",
    "privacy.no_times": "no hours",
    "feeds.none": "no feeds of its own",
    "feeds.one": "1 feed of its own",
    "feeds.many": "{n} feeds of its own",
    "erase.ask": "Erase everything I keep of this chat? This cannot be undone.",
    "erase.done": "Everything I kept of this chat is erased. /start begins anew.",
    "erase.kept": "Nothing was erased.",
    "erase.stale": "That question is too old. Send /deletedata again.",
    # --- groups, taps, trouble -----------------------------------------------------------
    "group.hello": (
        "Hello. I send digests of the news: verbatim sentences, every story once. An "
        "administrator can set me up with /start; until then nothing comes."
    ),
    "admins.only": "Only administrators can change settings here.",
    "tap.stale": "This button is out of date. /help shows what I can do.",
    "away": (
        "I was not running when you wrote, and what you asked may be out of date. Ask again for "
        "what you still want."
    ),
    "limit.slow": "That was a lot at once. Give me a minute, please.",
    "limit.page": "That is more than I can read for you in an hour. Try again a little later.",
    "limit.feed": "That is more than can be added in a day. Try again tomorrow.",
    "health.head": "<b>Sources:</b> {counts}",
    "health.more": "… and {n} more; the command line's “precis sources check” lists all.",
    "unknown.command": "I do not know that command. /help lists what I can do.",
    "unknown.wordless": "I read links and texts, and nothing else. /help shows what I can do.",
    "unknown.text": (
        "Send me a link, and you get its main points; <code>/topic {words}</code> looks for news "
        "on that. /help shows the rest."
    ),
    "unknown.place": (
        "If that is where you are, tap it, and your digests come by its clock. "
        "<code>/topic {words}</code> looks for news on that. /help shows the rest."
    ),
    "error.sorry": "Something went wrong on my side, and it has been noted. Please try again.",
    # --- the menu ----------------------------------------------------------------------
    "command.start": "set up topics, time and place",
    "command.help": "what I can do",
    "command.topics": "choose your topics",
    "command.topic": "digest of a topic, or of any words",
    "command.digest": "my digest now",
    "command.summary": "main points of a page",
    "command.search": "stories that hold your words",
    "command.subscribe": "follow a topic, a feed or a site",
    "command.unsubscribe": "no longer follow a topic or a feed",
    "command.sources": "what you follow, and its state",
    "command.schedule": "when your digests come",
    "command.timezone": "where you are",
    "command.stop": "end all subscriptions",
    "command.privacy": "what is stored about this chat",
    "command.deletedata": "erase what is stored about this chat",
}
