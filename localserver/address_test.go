package localserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/opener"
)

// by bends a request: it comes from another tab, with another token.
func by(r *http.Request, tab, token string) *http.Request {
	r.Header.Set(tabHeader, tab)
	r.Header.Set(tokenHeader, token)
	return r
}

// readConfig is what a tab does first. It returns the code on its page and whether that has to be confirmed.
func (d *terminal) readConfig(tab, token string) (code string, confirm bool) {
	d.t.Helper()
	status, _, body := d.do(by(d.request(http.MethodGet, "/config", ""), tab, token))
	var got struct {
		PairingCode string
		Confirm     bool
	}
	if err := json.Unmarshal([]byte(body), &got); status != 200 || err != nil {
		d.t.Fatalf("config: %d %s", status, body)
	}
	return got.PairingCode, got.Confirm
}

func (d *terminal) handIn(tab, token, session string) int {
	d.t.Helper()
	code, _, _ := d.do(by(d.request(http.MethodPost, "/session", session), tab, token))
	return code
}

// leaves has a tab say good-bye.
func (d *terminal) leaves(tab, token string) {
	d.t.Helper()
	said := fmt.Sprintf(`{"kind":"pagehide","tab":%q}`, tab)
	if code, _, answer := d.do(by(d.request(http.MethodPost, "/event", said), tab, token)); code != http.StatusNoContent {
		d.t.Fatalf("%s leaves: %d %s", tab, code, answer)
	}
}

// recording is an opener that keeps what it was given.
type recording struct {
	given chan string
	err   error
}

func (r recording) Open(_ context.Context, url string, _ bool) error {
	r.given <- url
	return r.err
}

// Security statement 25: what stands in the opener's arguments is the name of a file that others cannot read, and that
// is gone once it has led somebody to the page.
func TestTheOpenerIsGivenTheNameOfAFileAndNoSecret(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing on Windows")
	}
	t.Setenv("XDG_RUNTIME_DIR", "")
	t.Setenv("TMPDIR", t.TempDir())
	given := make(chan string, 2)
	o := testOptions()
	o.Openers = []opener.Opener{recording{given: given}}
	d := begin(t, o, intake.Request{})
	first := <-given
	u, err := url.Parse(first)
	if err != nil || u.Scheme != "file" || strings.Contains(first, d.page.door.file) || strings.Contains(first, d.page.door.address) {
		t.Fatalf("the browser was given %s", first)
	}
	for path, want := range map[string]os.FileMode{u.Path: 0o600, filepath.Dir(u.Path): 0o700 | os.ModeDir} {
		if i, err := os.Lstat(path); err != nil || i.Mode() != want {
			t.Errorf("%s: %v %v, want %v", path, i.Mode(), err, want)
		}
	}
	if b, _ := os.ReadFile(u.Path); !strings.Contains(string(b), "url="+d.trusted()+`"`) {
		t.Errorf("the file leads to %s", b)
	}
	if _, confirm := d.readConfig("mine", d.page.door.file); confirm {
		t.Error("the user's own browser is asked for the code")
	}
	if _, err := os.Lstat(filepath.Dir(u.Path)); !os.IsNotExist(err) {
		t.Errorf("the file is still there after its use: %v", err)
	}
	if err := d.page.OpenAgain(t.Context()); err != nil {
		t.Fatal(err)
	}
	again, _ := url.Parse(<-given)
	_ = d.page.Close()
	if _, err := os.Lstat(again.Path); !os.IsNotExist(err) {
		t.Errorf("the file outlives the page: %v", err)
	}
}

// A session that comes by the address counts once the code of that very tab is confirmed, whoever else has the address.
func TestAStrangerWithTheAddressCannotHandASessionIn(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{OwnerExternalID: "app-1"})
	address := d.page.door.address
	theirs, confirm := d.readConfig("stranger", address)
	if !confirm {
		t.Error("nothing asks for the code")
	}
	evil := strings.Replace(validSession, "455164974", "666", 1)
	if code := d.handIn("stranger", address, evil); code != http.StatusAccepted {
		t.Errorf("the stranger's session: %d", code)
	}
	mine, _ := d.readConfig("customer", address)
	if mine == theirs {
		t.Fatal("both pages show one code")
	}
	d.wait(intake.LinkSecondReader)
	if code := d.handIn("customer", address, validSession); code != http.StatusAccepted {
		t.Errorf("the customer's session: %d", code)
	}
	d.waitFor(intake.LinkCodeWanted, 2)
	d.mu.Lock()
	for _, e := range d.events {
		if e.PairingCode != "" {
			t.Errorf("the terminal shows %q by itself, which a hurried user would type", e.PairingCode)
		}
	}
	d.mu.Unlock()
	if !d.page.signIn.open() {
		t.Fatal("a session counted without its code")
	}
	for _, wrong := range []string{"", "-", "AAA-333", mine + "3", strings.TrimSuffix(mine, mine[6:])} {
		if err := d.page.Confirm(wrong); !errors.Is(err, ErrCode) {
			t.Errorf("code %q: %v", wrong, err)
		}
	}
	if err := d.page.Confirm(" " + strings.ToLower(strings.Replace(mine, "-", "", 1)) + "\n"); err != nil {
		t.Fatal(err)
	}
	if s, err := d.end(); err != nil || s.ID != "455164974" {
		t.Errorf("the session is %q, %v", s.ID, err)
	}
	if err := d.page.Confirm(theirs); !errors.Is(err, ErrOver) {
		t.Errorf("after the end: %v", err)
	}
	for tab, want := range map[string]bool{"customer": true, "stranger": false} {
		if s, _ := d.page.statusFor(tab); s.Mine != want || s.Readers != 2 {
			t.Errorf("%s is told %+v", tab, s)
		}
	}
}

// The code may be read out before the customer signs in; and the user's own browser needs none meanwhile.
func TestACodeConfirmedBeforeTheSignIn(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	code, _ := d.readConfig("customer", d.page.door.address)
	if err := d.page.Confirm(code); err != nil {
		t.Fatal(err)
	}
	if e := d.wait(intake.LinkCodeConfirmed); e.PairingCode != code {
		t.Errorf("confirmed %q", e.PairingCode)
	}
	if status := d.handIn("customer", d.page.door.address, validSession); status != http.StatusOK {
		t.Errorf("the session: %d", status)
	}
	if _, err := d.end(); err != nil {
		t.Error(err)
	}
}

// The code is that of the page that is open. One of a page that was closed is refused in words, whether or not it was confirmed
// before, and the page that was opened in its place signs in with its own.
func TestTheCodeOfAClosedPageIsRefused(t *testing.T) {
	for _, confirmed := range []bool{false, true} {
		d := begin(t, testOptions(), intake.Request{})
		address := d.page.door.address
		old, _ := d.readConfig("first", address)
		if confirmed {
			if err := d.page.Confirm(old); err != nil {
				t.Fatal(err)
			}
		}
		d.leaves("first", address)
		if e, told := d.find(intake.LinkCodeShown); told != confirmed || e.PairingCode != "" {
			t.Errorf("confirmed %t: told %t that %q is shown", confirmed, told, e.PairingCode)
		}
		code, _ := d.readConfig("second", address)
		if status := d.handIn("second", address, validSession); status != http.StatusAccepted {
			t.Fatalf("the session: %d", status)
		}
		if err := d.page.Confirm(old); !errors.Is(err, ErrCode) || !strings.Contains(err.Error(), "closed") {
			t.Errorf("confirmed %t: the code of the closed page: %v", confirmed, err)
		}
		if err := d.page.Confirm(code); err != nil {
			t.Errorf("the code of the page that is open: %v", err)
		}
		if _, err := d.end(); err != nil {
			t.Error(err)
		}
	}
}

// The code of a page that is confirmed and open is no answer to another page's sign-in, nor is a session lost with its page.
func TestTheCodeOfThePageThatSignsIn(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	address := d.page.door.address
	idle, _ := d.readConfig("idle", address)
	if err := d.page.Confirm(idle); err != nil {
		t.Fatal(err)
	}
	code, _ := d.readConfig("customer", address)
	d.handIn("customer", address, validSession)
	if err := d.page.Confirm(idle); !errors.Is(err, ErrCode) || !strings.Contains(err.Error(), "already") {
		t.Errorf("the code that was confirmed: %v", err)
	}
	d.leaves("customer", address)
	if err := d.page.Confirm(code); err != nil {
		t.Errorf("the code of the page that signed in and was closed: %v", err)
	}
	if _, err := d.end(); err != nil {
		t.Error(err)
	}
}

func TestASessionWaitingForItsCodeDoesNotStopTheUsersBrowser(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	d.handIn("stranger", d.page.door.address, strings.Replace(validSession, "455164974", "666", 1))
	if status := d.handIn("mine", d.page.door.file, validSession); status != http.StatusOK {
		t.Errorf("the session: %d", status)
	}
	if s, err := d.end(); err != nil || s.ID != "455164974" {
		t.Errorf("the session is %q, %v", s.ID, err)
	}
}

// Sessions of made-up tabs, however many, leave room for the customer's own, before and after theirs, and for the user's browser.
func TestMadeUpTabsDoNotLockTheCustomerOut(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	address := d.page.door.address
	evil := strings.Replace(validSession, "455164974", "666", 1)
	code, _ := d.readConfig("customer", address)
	for i := range maxReaders + 1 {
		if status := d.handIn(fmt.Sprint("made up ", i), address, evil); status != http.StatusAccepted {
			t.Fatalf("tab %d: %d", i, status)
		}
	}
	if n := len(d.page.readers.byTab); n != maxReaders {
		t.Errorf("%d tabs are remembered", n)
	}
	if _, confirm := d.readConfig("mine", d.page.door.file); confirm {
		t.Error("the user's own browser is asked for the code")
	}
	if status := d.handIn("customer", address, validSession); status != http.StatusAccepted {
		t.Fatalf("the customer's session: %d", status)
	}
	if err := d.page.Confirm(code); err != nil {
		t.Fatalf("the code that the customer's page shows: %v", err)
	}
	if s, err := d.end(); err != nil || s.ID != "455164974" {
		t.Errorf("the session is %q, %v", s.ID, err)
	}
	if n := d.count(intake.LinkSecondReader); n >= toldReaders+2 {
		t.Errorf("the terminal was told of %d tabs", n)
	}
}

// apartOpener is an opener whose browser sees other files.
type apartOpener struct{ recording }

func (apartOpener) ReadsFiles() bool { return false }

func TestOpenersAreTriedInTheirOrder(t *testing.T) {
	given := make(chan string, 8)
	o := testOptions()
	o.Openers = []opener.Opener{recording{given, errors.New("no such browser")}, apartOpener{recording{given, errors.New("no editor")}}, recording{given: given}, recording{given: given}}
	d := begin(t, o, intake.Request{})
	a, b, c := <-given, <-given, <-given
	if !strings.HasPrefix(a, "file:") || b != d.page.URL() || c != a {
		t.Errorf("the openers were given %s, %s, %s", a, b, c)
	}
	if err := d.page.OpenAgain(t.Context()); err != nil {
		t.Fatal(err)
	}
	again, apart, last := <-given, <-given, <-given
	if again != a || apart != d.page.URL() || last != a {
		t.Errorf("asked again, the openers were given %s, %s, %s", again, apart, last)
	}
	if detail := d.nth(intake.LinkOpening, 2).Detail.String(); !strings.Contains(detail, "open the link by hand") {
		t.Errorf("whose browser brings nobody is told %q", detail)
	}
	if d.count(intake.LinkOpenFailed) > 0 {
		t.Error("an opener that was passed over is told as a failure")
	}
}

// Who has the address can do little harm to a sign-in that is not his: what his page calls an error ends nothing, his events
// use up nobody else's, and his connections and channels give way first.
func TestAStrangerWithTheAddressCannotEndTheSignIn(t *testing.T) {
	failure := `{"kind":"error","tab":"stranger","data":{"cause":"InternalError"}}`
	for name, customer := range map[string]func(*terminal) string{
		"the redirect file":   func(d *terminal) string { return d.page.door.file },
		"a confirmed address": func(d *terminal) string { return d.page.door.address },
	} {
		t.Run(name, func(t *testing.T) {
			d := begin(t, testOptions(), intake.Request{OwnerExternalID: "app-1"})
			token := customer(d)
			code, confirm := d.readConfig("customer", token)
			if confirm {
				if err := d.page.Confirm(code); err != nil {
					t.Fatal(err)
				}
			}
			post := func(tab, token, body string) int {
				status, _, _ := d.do(by(d.request(http.MethodPost, "/event", body), tab, token))
				return status
			}
			post("never read anything", d.page.door.address, failure)
			d.readConfig("stranger", d.page.door.address)
			post("stranger", d.page.door.address, failure)
			if d.waitFor(intake.LinkWidgetError, 2); !d.page.signIn.open() {
				t.Fatal("a stranger's error ended the sign-in")
			}
			d.page.events[0].Store(maxEvents)
			if status := post("stranger", d.page.door.address, `{"kind":"started"}`); status != http.StatusTooManyRequests {
				t.Errorf("the stranger's event: %d", status)
			}
			if status := post("customer", token, `{"kind":"started"}`); status != http.StatusNoContent {
				t.Errorf("the customer's event: %d", status)
			}
			post("customer", token, failure)
			if _, err := d.end(); err == nil {
				t.Error("the customer's own error ends nothing")
			}
		})
	}
}

// The only page there is ends the sign-in, confirmed or not: its error is told at once.
func TestTheOnlyPagesErrorEndsTheSignIn(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	d.readConfig("customer", d.page.door.address)
	d.do(by(d.request(http.MethodPost, "/event", `{"kind":"error","data":{"cause":"InternalError"}}`), "customer", d.page.door.address))
	if _, err := d.end(); err == nil {
		t.Error("it did not end with the error")
	}
}

func TestStrangersChannelsGiveWayFirst(t *testing.T) {
	p := newPresence(func(bool) {})
	defer p.end()
	mine, leave := p.join(t.Context(), "mine", true)
	defer leave()
	for i := range 3 * maxTabs {
		_, leave := p.join(t.Context(), fmt.Sprint("stranger", i), false)
		defer leave()
	}
	if mine.Err() != nil || len(p.tabs) != maxTabs {
		t.Errorf("the customer's channel was dropped: %v; %d channels", mine.Err(), len(p.tabs))
	}
}

// A page that opens a second channel has it as long as it lasts, whenever the first one ends.
func TestTheEndOfAnOlderChannelLeavesTheNewerOne(t *testing.T) {
	p := newPresence(func(bool) {})
	defer p.end()
	_, leaveOlder := p.join(t.Context(), "tab", true)
	newer, leave := p.join(t.Context(), "tab", true)
	defer leave()
	leaveOlder()
	if newer.Err() != nil || len(p.tabs) != 1 {
		t.Errorf("the newer channel: %v, %d channels", newer.Err(), len(p.tabs))
	}
}

func TestStrangersConnectionsGiveWayFirst(t *testing.T) {
	c := newConns()
	kept := map[string]net.Conn{}
	connect := func(name string, showed func(*http.Request)) {
		mine, theirs := net.Pipe()
		defer mine.Close()
		kept[name] = theirs
		r, err := http.NewRequestWithContext(c.add(t.Context(), theirs), http.MethodGet, "/", nil)
		if err != nil {
			t.Fatal(err)
		}
		showed(r)
	}
	connect("customer", func(r *http.Request) { trust(r, true) })
	connect("address", func(r *http.Request) { trust(r, false) })
	for i := range maxConns - 2 {
		connect(fmt.Sprint(i), func(*http.Request) {})
	}
	for i := range maxConns {
		connect(fmt.Sprint("later", i), func(r *http.Request) { trust(r, false) })
	}
	if c.live[kept["customer"]] == nil || c.live[kept["address"]] != nil || len(c.live) != maxConns {
		t.Errorf("customer %v, the oldest stranger %v, %d connections", c.live[kept["customer"]] != nil, c.live[kept["address"]] != nil, len(c.live))
	}
}

// Tabs that came by the redirect file or were confirmed are the customer's: they take no place from others, and never give way.
func TestTrustedTabsNeverGiveWay(t *testing.T) {
	rs := newReaders()
	rs.meet("file", true)
	who, _ := rs.meet("confirmed", false)
	if _, err := rs.confirm(who.code); err != nil {
		t.Fatal(err)
	}
	for i := range maxReaders + 5 {
		rs.meet(fmt.Sprint("address ", i), false)
	}
	if !rs.of("file").trusted || !rs.of("confirmed").trusted || len(rs.byTab) != maxReaders+2 {
		t.Errorf("%+v %+v of %d", rs.of("file"), rs.of("confirmed"), len(rs.byTab))
	}
}

// A directory that others may look into holds no token.
func TestARedirectFileLiesWhereNobodyElseLooks(t *testing.T) {
	for mode, private := range map[os.FileMode]bool{0o700: true, 0o750: false, 0o705: false, 0o777: false} {
		dir := filepath.Join(t.TempDir(), "run")
		if err := errors.Join(os.Mkdir(dir, 0o700), os.Chmod(dir, mode)); err != nil {
			t.Fatal(err)
		}
		t.Setenv("XDG_RUNTIME_DIR", dir)
		if got := privateDir(); runtime.GOOS != "windows" && ((got == dir) != private || !private && got != "") {
			t.Errorf("a directory of mode %o: %q", mode, got)
		}
	}
}
