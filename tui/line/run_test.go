package line

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// piped is an input that gives everything at once, as a pipe does.
func piped(lines ...string) io.Reader { return strings.NewReader(strings.Join(lines, "\n") + "\n") }

// Statement 13: answers that are piped in at once are all used, in their order, also those that come while an import runs.
func TestAnswersPipedInAtOnceAreAllUsed(t *testing.T) {
	var out bytes.Buffer
	in := piped(append(signIn("1"), "accounts", "transactions", "totals", "home")...)
	if err := Run(t.Context(), onSandbox(t, ""), Options{In: in, Out: &out, Now: func() time.Time { return frozen }, After: never}); err != nil {
		t.Fatal(err)
	}
	order := []string{"Saved: import", "Accounts, 1 account", "Transactions, 1", "Totals of 1", "Home, 1 saved import", "The program has ended."}
	rest := out.String()
	for _, want := range order {
		i := strings.Index(rest, want)
		if i < 0 {
			t.Fatalf("%q is missing, or not in its order:\n%s", want, out.String())
		}
		rest = rest[i:]
	}
}

func TestTheGreetingNamesTheProfile(t *testing.T) {
	var out bytes.Buffer
	a := app.New(app.Config{Environment: app.Test, Profile: "bank-b", DataDir: t.TempDir(), StateDir: t.TempDir()}, app.Options{})
	t.Cleanup(a.Close)
	if err := Run(t.Context(), Of(a), Options{In: piped("quit"), Out: &out, After: never}); err != nil || !strings.HasPrefix(out.String(), "Environment: test.\nProfile: bank-b.\n") {
		t.Errorf("%v\n%s", err, out.String())
	}
}

// Statement 13: the end of the input quits. It is no default.
func TestTheEndOfTheInputIsNoAnswer(t *testing.T) {
	var out bytes.Buffer
	if err := Run(t.Context(), onSandbox(t, ""), Options{In: piped("new", "x1"), Out: &out, After: never}); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); strings.Contains(s, "Chosen:") || !strings.HasSuffix(s, "The program has ended.\n") {
		t.Error(s)
	}
}

// talking is a run with an input that the test types into, and an output that it waits for.
type talking struct {
	t       *testing.T
	in      *io.PipeWriter
	out     *transcript
	signals chan os.Signal
	done    chan error
}

func startTalk(t *testing.T, b Backend, change func(*Options)) *talking {
	t.Helper()
	r, w := io.Pipe()
	k := &talking{t: t, in: w, out: &transcript{}, signals: make(chan os.Signal, 1), done: make(chan error, 1)}
	k.out.wrote.L = &k.out.mu
	o := Options{In: r, Out: k.out, Terminal: true, Interrupts: k.signals, Now: func() time.Time { return frozen }, After: never}
	if change != nil {
		change(&o)
	}
	go func() { k.done <- Run(t.Context(), b, o) }()
	return k
}

// patience is how long a test waits for what must come; a loaded machine is slow.
const patience = 2 * time.Minute

func (k *talking) says(want string) {
	k.t.Helper()
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		k.out.mu.Lock()
		ok := strings.Contains(k.out.own.String(), want)
		k.out.mu.Unlock()
		if ok {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	k.out.mu.Lock()
	defer k.out.mu.Unlock()
	k.t.Fatalf("%q was not said:\n%s", want, k.out.own.String())
}

func (k *talking) types(l string) { k.in.Write([]byte(l + "\n")) }

func (k *talking) ends(want error) {
	k.t.Helper()
	select {
	case err := <-k.done:
		if !errors.Is(err, want) {
			k.t.Errorf("it ended with %v", err)
		}
	case <-time.After(patience):
		k.t.Fatal("it does not end")
	}
}

// Statement 19: Ctrl+C stops what runs and says so; once nothing runs it says so, and again it leaves.
func TestCtrlCStopsWhatRunsAndThenLeaves(t *testing.T) {
	k := startTalk(t, onSandbox(t, "hold-in-progress:forever"), nil)
	for _, l := range signIn("1") {
		k.types(l)
	}
	k.says("Importing, ")
	k.signals <- os.Interrupt
	k.says("Stopping the verification.")
	k.says("The import goes on at the provider: pending lists it.")
	k.signals <- os.Interrupt
	k.says("Nothing is running.\nCtrl-C again leaves the program.")
	k.signals <- os.Interrupt
	k.ends(ErrInterrupted)
}

func TestASignalThatIsNoInterruptLeavesAtOnce(t *testing.T) {
	k := startTalk(t, onSandbox(t, "hold-in-progress:forever"), nil)
	for _, l := range signIn("1") {
		k.types(l)
	}
	k.says("Importing, ")
	k.signals <- syscall.SIGTERM
	k.ends(ErrInterrupted)
}

// Statement 15: while an import goes on it is told of now and then, state tells of it, what is no command of it waits, and
// cancel stops it.
func TestAnImportThatGoesOn(t *testing.T) {
	var mu sync.Mutex
	now, ticks := frozen, make(chan time.Time)
	k := startTalk(t, onSandbox(t, "hold-in-progress:forever"), func(o *Options) {
		o.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
		o.AnnounceEvery = 15 * time.Second
		o.After = func(d time.Duration) <-chan time.Time {
			if d == 15*time.Second {
				return ticks
			}
			return nil
		}
	})
	for _, l := range signIn("1") {
		k.types(l)
	}
	k.says("by the provider, 0 seconds.") // the import has begun
	mu.Lock()
	now = now.Add(75 * time.Second)
	mu.Unlock()
	ticks <- now
	k.says(", 75 seconds.")
	k.types("overview")
	k.says("overview waits until the verification has ended.")
	k.types("cancel")
	k.says("Stopped: the verification, 75 seconds.")
	k.says("No import is open.")
	k.types("quit")
	k.ends(nil)
}

// Statement 12: a mistyped word is an error while a verification runs, and what stands waiting holds up no word of it.
func TestAMistypedWordHoldsUpNoVerification(t *testing.T) {
	k := startTalk(t, onSandbox(t, "hold-in-progress:forever"), nil)
	for _, l := range signIn("1") {
		k.types(l)
	}
	k.says("by the provider, 0 seconds.")
	k.types("stat")
	k.says("Error: There is no command stat.")
	k.types("overview")
	k.says("overview waits until the verification has ended.")
	k.types("copy")
	k.says("Error: There is no link yet.")
	k.types("quit")
	k.says("Cancelling, then the program ends.")
	k.ends(nil)
}

// What is typed where a passphrase may be meant is not said again, and the way to unlock is.
func TestAPassphraseTypedAsACommandIsNotSaid(t *testing.T) {
	s := &session{conversation: &conversation{opts: Options{}, out: &writer{w: io.Discard}}}
	var said strings.Builder
	s.out.w = &said
	if err := s.answer(fmt.Errorf("20261128T084238Z-a: import 20261128T084238Z-a: %w", seal.ErrLocked)); err != nil {
		t.Fatal(err)
	}
	s.places = []*place{{name: "home"}}
	if err := s.answer(s.command("correct horse battery")); err != nil {
		t.Fatal(err)
	}
	got := said.String()
	if !strings.Contains(got, "Type unlock") || strings.Contains(got, "20261128") || strings.Contains(got, "correct") || strings.Count(got, "unlock") != 2 {
		t.Error(got)
	}
}

// Two banks of one name are told apart.
func TestBanksOfOneNameAreToldApart(t *testing.T) {
	all := []catalog.Bank{{Name: "KontoBank", OfficialName: text.Clean("KontoBank"), Address: text.Clean("kontobank.example")},
		{Name: "KontoBankApi", OfficialName: text.Clean("KontoBank"), PSD2: true}, {Name: "Wisla", OfficialName: text.Clean("Bank Wisła")}}
	for i, want := range []string{"KontoBank, KontoBank, kontobank.example", "KontoBank, KontoBankApi, PSD2", "Bank Wisła"} {
		if got := bankName(&all[i], all); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// fakeSignIn is a verification whose events the test sends.
type fakeSignIn struct {
	app.Verification
	events chan intake.Event
	code   chan string
}

func (f *fakeSignIn) Run(ctx context.Context, emit func(intake.Event)) (intake.Outcome, error) {
	for {
		select {
		case e, ok := <-f.events:
			if !ok {
				return intake.Outcome{State: intake.Failed}, errors.New("the customer left")
			}
			emit(e)
		case <-ctx.Done():
			return intake.Outcome{}, &intake.Cancellation{Err: ctx.Err()}
		}
	}
}

func (f *fakeSignIn) Confirm(code string) error { f.code <- code; return nil }

type withSignIn struct {
	Backend
	v app.Verification
}

func (w withSignIn) Begin(app.VerificationRequest) app.Verification { return w.v }

// Statement 15: the link stands alone on a line, each event is a line when it happens, and the code of the page is taken.
func TestASignInOnThePage(t *testing.T) {
	f := &fakeSignIn{events: make(chan intake.Event), code: make(chan string, 1)}
	copied := ""
	k := startTalk(t, withSignIn{onSandbox(t, ""), f}, func(o *Options) {
		o.Start.Request = &app.VerificationRequest{}
		o.Copy = func(_ context.Context, s string) error { copied = s; return nil }
	})
	link := func(l intake.LinkEvent) { f.events <- intake.Event{State: intake.Linking, Link: &l} }
	const url = "http://127.0.0.1:8123/verify#k=secret"
	link(intake.LinkEvent{Kind: intake.LinkReady, URL: url, Forward: "ssh -L 8123:127.0.0.1:8123 server", PairingCode: "K7-P2"})
	k.says("\n" + url + "\n")
	k.says("\nssh -L 8123:127.0.0.1:8123 server\n")
	link(intake.LinkEvent{Kind: intake.LinkPageOpened, ByAddress: true})
	k.says("The page was opened by its address, so its code has to be typed here, 0 seconds.")
	k.types("code K7-P2")
	if got := <-f.code; got != "K7-P2" {
		t.Errorf("the code was %q", got)
	}
	k.says("The code was taken.")
	link(intake.LinkEvent{Kind: intake.LinkTargetSelected, OfficialName: text.Clean("KontoBank S.A.")})
	k.says("Bank chosen: KontoBank S.A., 0 seconds.")
	k.types("copy")
	k.says("Copied: the link.")
	if copied != url {
		t.Errorf("copied %q", copied)
	}
	link(intake.LinkEvent{Kind: intake.LinkWidgetError, Cause: text.Clean("InvalidCredentials")})
	k.says("The bank's sign-in failed: InvalidCredentials.")
	close(f.events)
	k.says("Error: The customer left.")
	k.types("quit")
	k.ends(nil)
	k.out.mu.Lock()
	defer k.out.mu.Unlock()
	if strings.ContainsAny(k.out.own.String(), "█▄▀") {
		t.Error("a QR code was drawn")
	}
}

// Statement 22: what takes longer than a tenth of a second is announced.
func TestWhatTakesLongIsAnnounced(t *testing.T) {
	late := make(chan time.Time, 1)
	late <- frozen
	s := newSession(t.Context(), onSandbox(t, ""), Options{In: piped(), Out: &bytes.Buffer{}, After: func(time.Duration) <-chan time.Time { return late }})
	var out bytes.Buffer
	s.out.w = &out
	said := make(chan struct{})
	err := s.do(func(context.Context) error {
		for len(late) > 0 {
			time.Sleep(time.Millisecond)
		}
		close(said)
		time.Sleep(20 * time.Millisecond)
		return nil
	})
	<-said
	if err != nil || out.String() != "Working.\n" {
		t.Errorf("%q %v", out.String(), err)
	}
}

// A report that is written is the one that the report command writes, and a file that is there is asked about.
func TestFilesAreNotOverwrittenUnasked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.csv")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	got := talk(t, onSandbox(t, ""), nil, append(signIn("1"), "export "+path, "no", "export "+path, "overwrite")...).own.String()
	b, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(b), "mine") || !strings.Contains(string(b), "amount") {
		t.Errorf("%v: %.80s", err, b)
	}
	if !strings.Contains(got, "Nothing was changed.") || !strings.Contains(got, "Written: ") {
		t.Error(got)
	}
}

// The checks can be opened by their numbers as soon as a claim made them, without a word to list them anew.
func TestAClaimsCheckIsOpenedAtOnce(t *testing.T) {
	said := talk(t, onSandbox(t, ""), nil, append(signIn("1"), "verdict", "open 1", "claim active-since 2020-01-01", "open 1", "drop 1", "open 1", "quit")...).own.String()
	inOrder(t, said, "No claims: ", "Error: There are no claims here", "Claimed: ", "active since 2020-01-01", "Reason: ", "Dropped: ", "Error: There are no claims here")
}

// Help tells first of what belongs to the place, in a few lines, of nothing that does not work there, and names everything else that does.
func TestHelpTellsOfThePlace(t *testing.T) {
	places := append(signIn("2"), "home", "library", "open 1", "transactions", "verdict", "analytics by month", "findings", "accounts", "services", "cases", "settings")
	var lines []string
	for _, l := range places[6:] {
		lines = append(lines, l, "help")
	}
	said := talk(t, onSandbox(t, ""), nil, append(places[:6:6], lines...)...).whole.String()
	helps := strings.Split(said, "> help\n")[1:]
	if len(helps) != len(lines)/2 {
		t.Fatalf("%d answers:\n%s", len(helps), said)
	}
	for i, h := range helps {
		h, _, _ = strings.Cut(h, "\nCommand:\n")
		if n := strings.Count(h, "\n"); n > 20 {
			t.Errorf("%s: %d lines:\n%s", lines[2*i], n, h)
		}
		if rest, ok := strings.CutPrefix(lines[2*i], "home"); ok && rest == "" && strings.Contains(h, "delete") {
			t.Errorf("home: it tells of what works in the library:\n%s", h)
		}
	}
	for _, c := range commands() {
		if !strings.Contains(strings.Join(helps, ""), c.names[0]) && c.names[0] != "forget" && c.names[0] != "undo" {
			t.Errorf("no help names %s", c.names[0])
		}
	}
	for place, names := range belonging {
		for name := range strings.FieldsSeq(names) {
			if !named(name) {
				t.Errorf("%s: there is no command %s", place, name)
			}
		}
	}
}
