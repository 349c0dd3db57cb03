package localserver

import (
	"context"
	"errors"
	"net"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
)

// leftovers waits until no goroutine of this package or its server is left, and returns their stacks if some stay.
func leftovers() string {
	var stacks string
	for end := time.Now().Add(patience / 4); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		var b strings.Builder
		_ = pprof.Lookup("goroutine").WriteTo(&b, 1)
		stacks = ""
		for _, g := range strings.Split(b.String(), "\n\n") {
			ours := strings.Contains(g, "aisdesk/localserver.(") || strings.Contains(g, "net/http.(*conn)") || strings.Contains(g, "net/http.(*connReader)")
			if ours && !strings.Contains(g, "testing.tRunner") {
				stacks += g + "\n\n"
			}
		}
		if stacks == "" {
			return ""
		}
	}
	return stacks
}

// gone checks what must hold after the end: the port is closed and nothing runs on.
func (d *terminal) gone() {
	d.t.Helper()
	if err := d.page.Close(); err != nil {
		d.t.Error(err)
	}
	if c, err := net.DialTimeout("tcp", strings.TrimPrefix(d.base(), "http://"), time.Second); err == nil {
		c.Close()
		d.t.Error("the port is still open")
	}
	if left := leftovers(); left != "" {
		d.t.Errorf("still running:\n%s", left)
	}
	if err := d.page.Close(); err != nil {
		d.t.Errorf("closing twice: %v", err)
	}
}

func TestEveryEndClosesThePort(t *testing.T) {
	boom := errors.New("the user cancelled")
	ends := map[string]struct {
		act  func(*terminal)
		want func(error) bool
		said string // the stage that the page is told
	}{
		"success": {func(d *terminal) { d.post("/session", validSession) }, func(err error) bool { return err == nil }, "success"},
		"cancel":  {func(d *terminal) { d.stop(boom) }, func(err error) bool { return errors.Is(err, boom) }, "cancelled"},
		"quit":    {func(d *terminal) { _ = d.page.Close() }, func(err error) bool { return errors.Is(err, ErrClosed) }, "cancelled"},
		"time-out": {nil, func(err error) bool {
			var e *timeoutError
			return errors.As(err, &e)
		}, "timedOut"},
		"widget's error": {func(d *terminal) {
			d.event("error", map[string]string{"cause": "InternalError", "target": "KontoBankApi", "detail": "boom"})
		}, func(err error) bool {
			var e *signInError
			var met *aisclient.Error
			return errors.As(err, &e) && errors.As(err, &met) && met.Next != "" && e.Cause.String() == "InternalError" && e.Target.String() == "KontoBankApi"
		}, "error"},
	}
	for name, c := range ends {
		t.Run(name, func(t *testing.T) {
			o := testOptions()
			if c.act == nil {
				o.Timeout = 50 * time.Millisecond
			}
			d := begin(t, o, intake.Request{})
			lines := d.follow(t.Context(), "tab1")
			idle, err := net.Dial("tcp", strings.TrimPrefix(d.base(), "http://"))
			if err != nil {
				t.Fatal(err)
			}
			defer idle.Close()
			if c.act != nil {
				c.act(d)
			}
			if _, err := d.end(); !c.want(err) {
				t.Errorf("ended with %v", err)
			}
			d.gone()
			last := ""
			for l := range lines {
				last = l
			}
			if !strings.Contains(last, `"stage":"`+c.said+`"`) || !strings.Contains(last, `"closing":true`) {
				t.Errorf("the page's last word was %q", last)
			}
		})
	}
}

func TestCloseWithoutASignIn(t *testing.T) {
	for range 20 {
		p, err := New(testOptions())
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		if _, err := p.Session(t.Context(), intake.Request{}, func(intake.LinkEvent) {}); !errors.Is(err, ErrClosed) {
			t.Errorf("a sign-in on a closed page: %v", err)
		}
	}
	if left := leftovers(); left != "" {
		t.Errorf("still running:\n%s", left)
	}
}

func TestOneSignInAPage(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	if _, err := d.page.Session(t.Context(), intake.Request{}, func(intake.LinkEvent) {}); !errors.Is(err, ErrUsed) {
		t.Errorf("a second sign-in: %v", err)
	}
	d.mustStillWork()
}

func TestErrorsThatTheWidgetHandlesEndNothing(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	for cause := range widgetHandles {
		d.event("error", map[string]string{"cause": cause})
	}
	if n := d.count(intake.LinkWidgetError); n != len(widgetHandles) || !d.page.signIn.open() {
		t.Errorf("%d of %d errors told, open %v", n, len(widgetHandles), d.page.signIn.open())
	}
	d.mustStillWork()
}

func TestAClosedTabIsTold(t *testing.T) {
	for _, how := range []string{"dropped channel", "good-bye"} {
		t.Run(how, func(t *testing.T) {
			d := begin(t, testOptions(), intake.Request{})
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			<-d.follow(ctx, "tab1")
			if how == "good-bye" {
				d.event("pagehide", nil)
			} else {
				leave()
			}
			d.wait(intake.LinkTabClosed)
			<-d.follow(t.Context(), "tab2")
			d.wait(intake.LinkTabBack)
			d.mustStillWork()
		})
	}
}

func TestNothingIsToldAfterTheSignIn(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	d.post("/session", validSession)
	_, _ = d.end()
	before := len(d.kinds())
	d.event("unloaded", nil)
	d.event("error", map[string]string{"cause": "InternalError"})
	if code, answer := d.post("/session", validSession); code != 409 || !strings.Contains(answer, `"stage":"success"`) {
		t.Errorf("a second callback: %d %s", code, answer)
	}
	if got := d.kinds(); len(got) != before {
		t.Errorf("told after the end: %v", got[before:])
	}
}

func TestAPageInALoopDoesNotFloodTheTerminal(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	for range maxTrouble + 20 {
		d.event("violation", map[string]string{"detail": "script-src inline"})
	}
	if n := d.count(intake.LinkViolation); n != maxTrouble {
		t.Errorf("%d breaches told", n)
	}
	d.page.events[1].Store(maxEvents - 1)
	if code, _ := d.post("/event", `{"kind":"started"}`); code != 204 {
		t.Errorf("event %d: %d", maxEvents, code)
	}
	if code, _ := d.post("/event", `{"kind":"started"}`); code != 429 {
		t.Errorf("event %d: %d", maxEvents+1, code)
	}
	d.mustStillWork()
}

// descriptors counts this process's open files where the system shows them.
func descriptors() int {
	names, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(names)
}

// One sign-in after the other, and fifty at once, leave nothing behind: no goroutine, descriptor or timer.
func TestSoak(t *testing.T) {
	one := func(n int) {
		d := begin(t, testOptions(), intake.Request{OwnerExternalID: "soak"})
		ctx, leave := context.WithCancel(context.Background())
		defer leave()
		lines := d.follow(ctx, "tab1")
		<-lines
		switch n % 3 {
		case 0:
			d.post("/session", validSession)
		case 1:
			d.stop(nil)
		}
		_ = d.page.Close()
		_, _ = d.end()
		for range lines {
		}
	}
	one(0)
	runtime.GC()
	files, routines := descriptors(), runtime.NumGoroutine()
	rounds := 1000
	if testing.Short() {
		rounds = 50
	}
	for n := range rounds {
		one(n)
	}
	var all sync.WaitGroup
	for n := range 50 {
		all.Go(func() { one(n) })
	}
	all.Wait()
	if left := leftovers(); left != "" {
		t.Errorf("still running:\n%s", left)
	}
	for end := time.Now().Add(patience / 4); time.Now().Before(end) && (descriptors() > files || runtime.NumGoroutine() > routines); {
		time.Sleep(10 * time.Millisecond)
	}
	if n := descriptors(); n > files {
		t.Errorf("%d files were open before, %d after", files, n)
	}
	if n := runtime.NumGoroutine(); n > routines {
		t.Errorf("%d goroutines ran before, %d after", routines, n)
	}
}
