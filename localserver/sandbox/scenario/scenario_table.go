package scenario

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

func plain(f func(*Behaviour)) func(*Behaviour, string) error {
	return func(e *Behaviour, _ string) error { f(e); return nil }
}

func lasting(otherwise time.Duration, f func(*Behaviour, time.Duration)) func(*Behaviour, string) error {
	return func(e *Behaviour, arg string) error {
		d, err := duration(arg, otherwise)
		if err == nil && d < 0 {
			err = fmt.Errorf("%q is not a duration such as 30s or 2m, nor forever", arg)
		}
		if err == nil {
			f(e, d)
		}
		return err
	}
}

func counted(otherwise int, f func(*Behaviour, int)) func(*Behaviour, string) error {
	return func(e *Behaviour, arg string) error {
		n, err := count(arg, otherwise)
		if err == nil {
			f(e, n)
		}
		return err
	}
}

func oneOf(allowed []string, f func(*Behaviour, string)) func(*Behaviour, string) error {
	return func(e *Behaviour, arg string) error {
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

// table is the table of scenarios but for the plain exceptions.
var table = slices.Concat(
	[]entry{{Scenario{"ok", "", "good", "everything works", "show the data"}, plain(func(*Behaviour) {})}},
	signInPlays, importPlays, sessionPlays, transportPlays, replyPlays, dataPlays, servicePlays,
)

var signInPlays = []entry{
	{Scenario{"wrong-password", "", "sign-in", "the bank refuses login and password; the frame stays open", "let the customer try again; do not close the widget"},
		plain(ExceptionNamed("InvalidCredentials").apply)},
	{Scenario{"refused-in-window", "", "sign-in", "login and password are right, but the bank refuses at the end of its own window", "say that the bank refused; the customer can start again"},
		plain(func(e *Behaviour) { e.Confirm = ExceptionNamed("ManualActionRequired").WidgetRefusal() })},
}

var importPlays = []entry{
	{Scenario{"import-error", "EXCEPTION", "import", "the import ends in state error (HTTP 200) with an exception", "show the cause; a new sign-in is necessary"}, failing("error", "ServiceTemporarilyUnavailable")},
	{Scenario{"import-fatal", "EXCEPTION", "import", "the import ends in state fatal: a fault of the provider", "tell support; a new sign-in is necessary"}, failing("fatal", "InternalError")},
	{Scenario{"hold-setup", "DURATION or forever", "import", "the command stays in setup (30s)", "keep polling every 2-5 s until your deadline"},
		lasting(30*time.Second, func(e *Behaviour, d time.Duration) { e.Setup += d })},
	{Scenario{"hold-in-progress", "DURATION or forever", "import", "the command stays in progress (30s)", "keep polling every 2-5 s until your deadline"},
		lasting(30*time.Second, func(e *Behaviour, d time.Duration) { e.Running += d })},
	{Scenario{"progress", "steps, linear, stuck, backwards, zero or over", "import", "progress follows another curve (stuck at 99)", "never decide by progress"},
		oneOf([]string{"stuck", "steps", "linear", "backwards", "zero", "over"}, func(e *Behaviour, s string) { e.Curve = s })},
	{Scenario{"unknown-state", "WORD", "import", "halfway the state is a word that no one knows (queued), then the import succeeds", "treat it as not final"},
		func(e *Behaviour, arg string) error {
			e.StateWord = "queued"
			if arg != "" {
				e.StateWord = arg
			}
			return nil
		}},
	{Scenario{"duplicate-final", "", "import", "after the first final reply one poll says in_progress again, then the final reply comes a second time", "act on the first final reply only"},
		plain(func(e *Behaviour) { e.FinalTwice = true })},
	{Scenario{"partial", "", "import", "the history was cut by a timeout (partialDueToTimeout)", "say that the history is incomplete"},
		plain(func(e *Behaviour) { e.Partial = true })},
}

var sessionPlays = []entry{
	{Scenario{"unauthorized", "", "every", "every request: the odd 401 with a comment", "check the key and that this machine's IP address is enabled"},
		plain(func(e *Behaviour) {
			e.refuse(AtEvery, &Refusal{Status: http.StatusUnauthorized, Comment: "filled in when it is sent"})
		})},
	{Scenario{"session-expired", "", "session", "default import: 404 InvalidSessionId", "let the customer sign in again"},
		plain(ExceptionNamed("InvalidSessionId").apply)},
	{Scenario{"already-imported", "", "session", "default import: 400 DefaultImportAlreadyExecuted", "keep the first command id; never send it again"},
		plain(ExceptionNamed("DefaultImportAlreadyExecuted").apply)},
	{Scenario{"wrong-owner", "", "session", "the 202 of the default import echoes another ownerExternalId", "stop, save nothing: it is somebody else's session"},
		plain(func(e *Behaviour) { e.WrongOwner = true })},
}

var transportPlays = []entry{
	{Scenario{"api-down", "", "transport", "the API refuses connections (for one login or session: resets them)", "say so, keep what was saved, try again later"},
		plain(func(e *Behaviour) { e.Down = true })},
	{Scenario{"delay", "DURATION", "transport", "every reply comes late (1s)", "show that it waits, up to your deadline"},
		lasting(time.Second, func(e *Behaviour, d time.Duration) { e.Delay += d })},
	{Scenario{"slow", "BYTES a second", "transport", "replies trickle (2048 bytes a second)", "stay patient up to the deadline; Esc must work"},
		counted(2048, func(e *Behaviour, n int) { e.Pace = n })},
	{Scenario{"html", "", "transport", "every request is answered by a captive portal: 200 and HTML", "name it: this is not the provider"},
		plain(func(e *Behaviour) { e.HTML = true })},
	{Scenario{"truncated", "", "transport", "the final reply ends in the middle of the document, the HTTP message is complete", "refuse the document; save nothing as an import"},
		plain(func(e *Behaviour) { e.Cut = true })},
	{Scenario{"truncated-once", "", "transport", "the same, but only the first time", "poll again"},
		plain(func(e *Behaviour) { e.Cut, e.Once = true, true })},
	{Scenario{"reset", "", "transport", "the connection is reset in the middle of the final reply", "poll again a few times, then give up"},
		plain(func(e *Behaviour) { e.Reset = true })},
	{Scenario{"reset-once", "", "transport", "the same, but only the first time", "poll again"},
		plain(func(e *Behaviour) { e.Reset, e.Once = true, true })},
	{Scenario{"import-reset", "", "transport", "the default import is accepted, but its reply never arrives", "never send it twice; a new sign-in is necessary"},
		plain(func(e *Behaviour) { e.AfterImport = "reset" })},
	{Scenario{"import-502", "", "transport", "the default import is accepted, but a gateway answers 502", "never send it twice; a new sign-in is necessary"},
		plain(func(e *Behaviour) { e.AfterImport = "502" })},
	{Scenario{"429", "TIMES", "transport", "polls are answered 429 with Retry-After: 1 (2 times)", "wait as long as asked, then go on"},
		counted(2, func(e *Behaviour, n int) {
			e.refuse(AtPoll, &Refusal{Name: "JobsQuotaExceeded", Message: "Too many requests.", Status: http.StatusTooManyRequests, RetryAfter: "1"})
			e.Times[AtPoll] = n
		})},
	{Scenario{"5xx", "TIMES or a status", "transport", "polls are answered 503 (2 times; a number of 500 and above is the status, and then it never ends)", "try again with growing pauses until the deadline"}, serverErrors},
}

var servicePlays = []entry{
	{Scenario{"not-in-contract", "SERVICES joined with commas: " + strings.Join(Services, ", "), "services",
		"Analytical Services (all of them) are refused: 403", "say which service is not in the contract; the import needs none"},
		outsideContract},
}

func outsideContract(e *Behaviour, arg string) error {
	outside := Services
	if arg != "" {
		outside = strings.Split(arg, ",")
	}
	for _, s := range outside {
		if !slices.Contains(Services, s) {
			return fmt.Errorf("%q is none of %s", s, strings.Join(Services, ", "))
		}
		e.refuse(s, notInContract)
	}
	return nil
}

func serverErrors(e *Behaviour, arg string) error {
	n, err := count(arg, 2)
	status := http.StatusServiceUnavailable
	if n >= 500 {
		if status = n; http.StatusText(status) == "" {
			return fmt.Errorf("%d is no HTTP status", n)
		}
		n = 0
	}
	e.refuse(AtPoll, &Refusal{Name: "ServiceTemporarilyUnavailable", Message: "Service is temporarily unavailable.", Status: status})
	e.Times[AtPoll] = n
	return err
}

var replyPlays = []entry{
	{Scenario{"clock-skew", "DURATION", "reply", "the provider's clock is wrong (26h ahead)", "never compare its clock with yours"},
		func(e *Behaviour, arg string) (err error) { // a clock may be behind
			e.Skew, err = duration(arg, 26*time.Hour)
			return err
		}},
	{Scenario{"old-replies", "", "reply", "replies as of 2016: the first state is in_progress, no user, no ownerExternalId, no timestamp, no schema", "need none of them; but an owner that is not echoed was not checked"},
		plain(func(e *Behaviour) { e.Old = true })},
	{Scenario{"references", "", "reply", "letters outside ASCII come as numeric character references", "decode as usual"},
		plain(func(e *Behaviour) { e.References = true })},
	{Scenario{"indented", "", "reply", "documents are indented", "decode as usual"},
		plain(func(e *Behaviour) { e.Indented = true })},
	{Scenario{"malformed", strings.Join(damages, ", "), "reply", "the final reply is no well-formed or no sensible document (doctype)", "refuse it and name the place"},
		oneOf(damages, func(e *Behaviour, s string) { e.damage = s })},
}

var dataPlays = []entry{
	{Scenario{"empty", "", "data", "the customer has no account", "say that there is nothing to verify"},
		plain(func(e *Behaviour) { e.NoAccounts = true })},
	{Scenario{"large", "ROWS", "data", "one account with 100,000 transactions", "stay fast"},
		counted(100_000, func(e *Behaviour, n int) { e.Rows = n })},
	{Scenario{"huge", "ROWS", "data", "one account with 1,000,000 transactions, some 340 MB", "stream it, or refuse it by a limit that you chose"},
		counted(1_000_000, func(e *Behaviour, n int) { e.Rows = n })},
	{Scenario{"unicode", "", "data", "names and titles in many scripts, wide and combining letters", "keep columns straight"},
		plain(func(e *Behaviour) { e.text = "unicode" })},
	{Scenario{"hostile", "", "data", "every text is an attack: markup, formulas, bidi marks, C1 controls, very long words", "show it harmless, keep it raw"},
		plain(func(e *Behaviour) { e.text = "hostile" })},
}

// failing ends the import with an exception. It may be one that nobody knows, as the provider's list is open; what differs
// from a known one by a letter or two is a slip.
func failing(outcome, otherwise string) func(*Behaviour, string) error {
	return func(e *Behaviour, arg string) error {
		if arg == "" {
			arg = otherwise
		}
		e.Outcome, e.Cause = outcome, &Refusal{Name: arg, Message: "Import failed for the scenario " + strconv.Quote("import-"+outcome) + "."}
		for _, x := range exceptions {
			if x.name == arg || kebab(x.name) == arg {
				e.Cause = x.Refusal()
				return nil
			}
		}
		if like := slips(arg); len(like) > 0 {
			return fmt.Errorf("there is no exception %q, did you mean %s?", arg, strings.Join(like, " or "))
		}
		return nil
	}
}
