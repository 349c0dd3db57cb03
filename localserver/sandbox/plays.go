package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

func plain(f func(*effects)) func(*effects, string) error {
	return func(e *effects, _ string) error { f(e); return nil }
}

func lasting(otherwise time.Duration, f func(*effects, time.Duration)) func(*effects, string) error {
	return func(e *effects, arg string) error {
		d, err := duration(arg, otherwise)
		if err == nil {
			f(e, d)
		}
		return err
	}
}

func counted(otherwise int, f func(*effects, int)) func(*effects, string) error {
	return func(e *effects, arg string) error {
		n, err := count(arg, otherwise)
		if err == nil {
			f(e, n)
		}
		return err
	}
}

func oneOf(allowed []string, f func(*effects, string)) func(*effects, string) error {
	return func(e *effects, arg string) error {
		if arg == "" {
			arg = allowed[0]
		}
		if !slices.Contains(allowed, arg) {
			return fmt.Errorf("%q is none of %s", arg, strings.Join(allowed, ", "))
		}
		f(e, arg)
		return nil
	}
}

// plays is the table of scenarios but for the plain exceptions.
var plays = slices.Concat(
	[]play{{Scenario{"ok", "", "good", "everything works", "show the data"}, plain(func(*effects) {})}},
	signInPlays, importPlays, sessionPlays, transportPlays, replyPlays, dataPlays, servicePlays,
)

var signInPlays = []play{
	{Scenario{"wrong-password", "", "sign-in", "the bank refuses login and password; the frame stays open", "let the customer try again; do not close the widget"},
		plain(exceptionNamed("InvalidCredentials").apply)},
	{Scenario{"refused-in-window", "", "sign-in", "login and password are right, but the bank refuses at the end of its own window", "say that the bank refused; the customer can start again"},
		plain(func(e *effects) { e.confirm = exceptionNamed("ManualActionRequired").widgetRefusal() })},
}

var importPlays = []play{
	{Scenario{"import-error", "EXCEPTION", "import", "the import ends in state error (HTTP 200) with an exception", "show the cause; a new sign-in is necessary"}, failing("error", "ServiceTemporarilyUnavailable")},
	{Scenario{"import-fatal", "EXCEPTION", "import", "the import ends in state fatal: a fault of the provider", "tell support; a new sign-in is necessary"}, failing("fatal", "InternalError")},
	{Scenario{"hold-setup", "DURATION or forever", "import", "the command stays in setup (30s)", "keep polling every 2-5 s until your deadline"},
		lasting(30*time.Second, func(e *effects, d time.Duration) { e.setup += d })},
	{Scenario{"hold-in-progress", "DURATION or forever", "import", "the command stays in progress (30s)", "keep polling every 2-5 s until your deadline"},
		lasting(30*time.Second, func(e *effects, d time.Duration) { e.running += d })},
	{Scenario{"progress", "steps, linear, stuck, backwards, zero or over", "import", "progress follows another curve (stuck at 99)", "never decide by progress"},
		oneOf([]string{"stuck", "steps", "linear", "backwards", "zero", "over"}, func(e *effects, s string) { e.curve = s })},
	{Scenario{"unknown-state", "WORD", "import", "halfway the state is a word that no one knows (queued), then the import succeeds", "treat it as not final"},
		func(e *effects, arg string) error {
			e.stateWord = "queued"
			if arg != "" {
				e.stateWord = arg
			}
			return nil
		}},
	{Scenario{"duplicate-final", "", "import", "after the first final reply one poll says in_progress again, then the final reply comes a second time", "act on the first final reply only"},
		plain(func(e *effects) { e.finalTwice = true })},
	{Scenario{"partial", "", "import", "the history was cut by a timeout (partialDueToTimeout)", "say that the history is incomplete"},
		plain(func(e *effects) { e.partial = true })},
}

var sessionPlays = []play{
	{Scenario{"unauthorized", "", "session", "every request: the odd 401 with a comment", "check the key and that this machine's IP address is enabled"},
		plain(func(e *effects) {
			e.refuse(atEvery, &refusal{status: http.StatusUnauthorized, comment: "filled in when it is sent"})
		})},
	{Scenario{"session-expired", "", "session", "default import: 404 InvalidSessionId", "let the customer sign in again"},
		plain(exceptionNamed("InvalidSessionId").apply)},
	{Scenario{"already-imported", "", "session", "default import: 400 DefaultImportAlreadyExecuted", "keep the first command id; never send it again"},
		plain(exceptionNamed("DefaultImportAlreadyExecuted").apply)},
	{Scenario{"wrong-owner", "", "session", "the 202 of the default import echoes another ownerExternalId", "stop, save nothing: it is somebody else's session"},
		plain(func(e *effects) { e.wrongOwner = true })},
}

var transportPlays = []play{
	{Scenario{"api-down", "", "transport", "the API refuses connections (for one login or session: resets them)", "say so, keep what was saved, try again later"},
		plain(func(e *effects) { e.down = true })},
	{Scenario{"slow", "BYTES a second", "transport", "replies trickle (2048 bytes a second)", "stay patient up to the deadline; Esc must work"},
		counted(2048, func(e *effects, n int) { e.pace = n })},
	{Scenario{"html", "", "transport", "every request is answered by a captive portal: 200 and HTML", "name it: this is not the provider"},
		plain(func(e *effects) { e.html = true })},
	{Scenario{"truncated", "", "transport", "the final reply ends in the middle of the document, the HTTP message is complete", "refuse the document; save nothing as an import"},
		plain(func(e *effects) { e.cut = true })},
	{Scenario{"truncated-once", "", "transport", "the same, but only the first time", "poll again"},
		plain(func(e *effects) { e.cut, e.once = true, true })},
	{Scenario{"reset", "", "transport", "the connection is reset in the middle of the final reply", "poll again a few times, then give up"},
		plain(func(e *effects) { e.reset = true })},
	{Scenario{"reset-once", "", "transport", "the same, but only the first time", "poll again"},
		plain(func(e *effects) { e.reset, e.once = true, true })},
	{Scenario{"import-reset", "", "transport", "the default import is accepted, but its reply never arrives", "never send it twice; a new sign-in is necessary"},
		plain(func(e *effects) { e.afterImport = "reset" })},
	{Scenario{"import-502", "", "transport", "the default import is accepted, but a gateway answers 502", "never send it twice; a new sign-in is necessary"},
		plain(func(e *effects) { e.afterImport = "502" })},
	{Scenario{"429", "TIMES", "transport", "polls are answered 429 with Retry-After: 1 (2 times)", "wait as long as asked, then go on"},
		counted(2, func(e *effects, n int) {
			e.refuse(atPoll, &refusal{name: "JobsQuotaExceeded", message: "Too many requests.", status: http.StatusTooManyRequests, retryAfter: "1"})
			e.times[atPoll] = n
		})},
	{Scenario{"5xx", "TIMES or a status", "transport", "polls are answered 503 (2 times; a number of 500 and above is the status, and then it never ends)", "try again with growing pauses until the deadline"}, serverErrors},
}

var servicePlays = []play{
	{Scenario{"not-in-contract", "SERVICES joined with commas: " + strings.Join(services, ", "), "services",
		"Analytical Services (all of them) are refused: 403", "say which service is not in the contract; the import needs none"},
		outsideContract},
}

func outsideContract(e *effects, arg string) error {
	outside := services
	if arg != "" {
		outside = strings.Split(arg, ",")
	}
	for _, s := range outside {
		if !slices.Contains(services, s) {
			return fmt.Errorf("%q is none of %s", s, strings.Join(services, ", "))
		}
		e.refuse(s, notInContract)
	}
	return nil
}

func serverErrors(e *effects, arg string) error {
	n, err := count(arg, 2)
	status := http.StatusServiceUnavailable
	if n >= 500 {
		if status = n; http.StatusText(status) == "" {
			return fmt.Errorf("%d is no HTTP status", n)
		}
		n = 0
	}
	e.refuse(atPoll, &refusal{name: "ServiceTemporarilyUnavailable", message: "Service is temporarily unavailable.", status: status})
	e.times[atPoll] = n
	return err
}

var replyPlays = []play{
	{Scenario{"clock-skew", "DURATION", "reply", "the provider's clock is wrong (26h ahead)", "never compare its clock with yours"},
		lasting(26*time.Hour, func(e *effects, d time.Duration) { e.skew = d })},
	{Scenario{"old-replies", "", "reply", "replies as of 2016: the first state is in_progress, no user, no ownerExternalId, no timestamp, no schema", "need none of them; but an owner that is not echoed was not checked"},
		plain(func(e *effects) { e.old = true })},
	{Scenario{"references", "", "reply", "letters outside ASCII come as numeric character references", "decode as usual"},
		plain(func(e *effects) { e.references = true })},
	{Scenario{"indented", "", "reply", "documents are indented", "decode as usual"},
		plain(func(e *effects) { e.indented = true })},
	{Scenario{"malformed", strings.Join(damages, ", "), "reply", "the final reply is no well-formed or no sensible document (doctype)", "refuse it and name the place"},
		oneOf(damages, func(e *effects, s string) { e.damage = s })},
}

var dataPlays = []play{
	{Scenario{"empty", "", "data", "the customer has no account", "say that there is nothing to verify"},
		plain(func(e *effects) { e.noAccounts = true })},
	{Scenario{"large", "ROWS", "data", "one account with 100,000 transactions", "stay fast"},
		counted(100_000, func(e *effects, n int) { e.rows = n })},
	{Scenario{"huge", "ROWS", "data", "one account with 1,000,000 transactions, some 340 MB", "stream it, or refuse it by a limit that you chose"},
		counted(1_000_000, func(e *effects, n int) { e.rows = n })},
	{Scenario{"unicode", "", "data", "names and titles in many scripts, wide and combining letters", "keep columns straight"},
		plain(func(e *effects) { e.text = "unicode" })},
	{Scenario{"hostile", "", "data", "every text is an attack: markup, formulas, bidi marks, C1 controls, very long words", "show it harmless, keep it raw"},
		plain(func(e *effects) { e.text = "hostile" })},
}

func failing(outcome, otherwise string) func(*effects, string) error {
	return func(e *effects, arg string) error {
		if arg == "" {
			arg = otherwise
		}
		e.outcome, e.cause = outcome, &refusal{name: arg, message: "Import failed for the scenario " + strconv.Quote("import-"+outcome) + "."}
		for _, x := range exceptions {
			if x.name == arg || kebab(x.name) == arg {
				e.cause = x.refusal()
			}
		}
		return nil
	}
}
