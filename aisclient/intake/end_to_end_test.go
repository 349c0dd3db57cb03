package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
)

// api is a small provider: it signs in, starts one import a session, and lets it run for some polls.
type api struct {
	polls   int // looks before the end
	mu      sync.Mutex
	next    int
	imports map[string]int // command -> looks so far
	owners  map[string]string
	final   string
}

func newAPI(polls int) *api {
	return &api{polls: polls, imports: map[string]int{}, owners: map[string]string{}, final: importXML}
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	switch {
	case r.URL.Path == "/v1/mock-session.xml":
		a.next++
		id := fmt.Sprint(455000000 + a.next)
		a.owners[id] = r.FormValue("ownerExternalId")
		fmt.Fprintf(w, `<reply status="200 OK"><session id="%s" signature="%s"/></reply>`, id, signature)
	case r.URL.Path == "/v1/command/default-import.xml":
		id := r.FormValue("sessionId")
		a.imports[id] = 0
		w.WriteHeader(http.StatusAccepted)
		fmt.Fprintf(w, `<reply status="202 Accepted" ownerExternalId="%s"><command id="%s" state="setup" name="DefaultImportCommand"/></reply>`, a.owners[id], id)
	default:
		id := strings.TrimSuffix(filepath.Base(r.URL.Path), ".xml")
		a.imports[id]++
		if a.imports[id] <= a.polls {
			fmt.Fprintf(w, `<reply status="200 OK"><command id="%s" state="in_progress" name="DefaultImportCommand"/></reply>`, id)
			return
		}
		_, _ = io.WriteString(w, strings.Replace(a.final, `id="455000001"`, `id="`+id+`"`, 1))
	}
}

// RoundTrip serves the api without a network, for fake time.
func (a *api) RoundTrip(r *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	a.ServeHTTP(rec, r)
	if r.Body != nil {
		_ = r.Body.Close()
	}
	return rec.Result(), nil
}

// The real client and the real archive under the runner, at the provider's pace, in fake time.
func TestWholeVerificationInFakeTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		store, err := archive.Open(dir, archive.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		var calls []aisclient.Exchange
		client, err := aisclient.New(aisclient.Config{BaseURL: aisclient.TestURL, Key: aisclient.NewSecret("sentinel-key-0123456789"),
			Transport: newAPI(7), OnExchange: func(x aisclient.Exchange) { calls = append(calls, x) }})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		var pendingSeen int
		var printed strings.Builder
		runner := &Runner{Client: client, Archive: store, Environment: "test"}
		out, err := runner.Verify(t.Context(), Request{}, MockSource{Client: client, Login: "test1"}, func(ev Event) {
			fmt.Fprintf(&printed, "%+v %#v\n", ev, ev)
			if ev.Poll != nil && ev.Poll.State == "in_progress" {
				list, _ := store.ListPending()
				pendingSeen = len(list)
			}
		})
		if err != nil || out.State != Done {
			t.Fatalf("%v %+v", err, out)
		}
		if d := time.Since(start); d < 8*2*time.Second || d > 8*5*time.Second {
			t.Errorf("8 polls took %v", d)
		}
		e, err := store.Get(out.ImportID)
		if err != nil || e.Counts == nil || e.Counts.Transactions != 30 || e.OwnerExternalID.String() != out.OwnerExternalID {
			t.Errorf("%v %+v", err, e)
		}
		left, _ := store.ListPending()
		if pendingSeen != 1 || len(left) != 0 {
			t.Errorf("pending during the import %d, after it %d", pendingSeen, len(left))
		}
		if len(calls) != 10 {
			t.Errorf("%d exchanges", len(calls))
		}
		fmt.Fprintf(&printed, "%+v %#v %+v", out, out, calls)
		for _, secret := range []string{"sentinel-key-0123456789", signature} {
			if strings.Contains(printed.String(), secret) {
				t.Error("a secret is printed with an event, the outcome or an exchange")
			}
		}
		sentinelsIn(t, dir, "sentinel-key-0123456789", signature)
	})
}

// A program that dies during the import finds the command at its next start and goes on to the saved reply.
func TestImportOfADeadProgramIsResumed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, provider := t.TempDir(), newAPI(3)
		start := func() (*Runner, *archive.Store, MockSource) {
			store, err := archive.Open(dir, archive.Options{})
			if err != nil {
				t.Fatal(err)
			}
			client, err := aisclient.New(aisclient.Config{BaseURL: aisclient.TestURL, Key: aisclient.NewSecret("sentinel-key-0123456789"), Transport: provider})
			if err != nil {
				t.Fatal(err)
			}
			return &Runner{Client: client, Archive: store, Environment: "test"}, store, MockSource{Client: client, Login: "test1"}
		}
		runner, store, mock := start()
		ctx, die := context.WithCancel(t.Context())
		first, err := runner.Verify(ctx, Request{OwnerExternalID: "app-1"}, mock, func(ev Event) {
			if ev.Poll != nil {
				die()
			}
		})
		if first.State != Cancelled || first.ImportID != "" {
			t.Fatalf("%v %+v", err, first)
		}
		_ = store.Close()

		runner, store, _ = start()
		defer store.Close()
		offers, err := store.ListPending()
		if err != nil || len(offers) != 1 || offers[0].CommandID.String() != first.CommandID {
			t.Fatalf("%v %+v", err, offers)
		}
		out, err := runner.Resume(t.Context(), offers[0], nil)
		if err != nil || out.ImportID == "" || out.OwnerExternalID != "app-1" {
			t.Fatalf("%v %+v", err, out)
		}
		if e, err := store.Get(out.ImportID); err != nil || e.Counts == nil || e.Counts.Transactions != 30 || e.State.String() != "successful" {
			t.Errorf("%v %+v", err, e)
		}
		if offers, _ := store.ListPending(); len(offers) != 0 || provider.next != 1 {
			t.Errorf("%+v, %d sign-ins", offers, provider.next)
		}
	})
}

// sentinelsIn looks for secrets in every file below dir (statement 16).
func sentinelsIn(t *testing.T, dir string, secrets ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, s := range secrets {
			if strings.Contains(string(b), s) || strings.Contains(path, s) {
				t.Errorf("a secret stands in %s", path)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// A thousand verifications, fifty at once, that end in every way: nothing is left running.
func TestSoakLeavesNothingBehind(t *testing.T) {
	runs := 1000
	if testing.Short() {
		runs = 100
	}
	provider := newAPI(1)
	srv := httptest.NewServer(provider)
	defer srv.Close()
	client, err := aisclient.New(aisclient.Config{BaseURL: srv.URL, Key: aisclient.NewSecret("sentinel-key-0123456789"), AllowLoopbackHTTP: true})
	if err != nil {
		t.Fatal(err)
	}
	round := func(n int) {
		var wg sync.WaitGroup
		work := make(chan int)
		var ended [Cancelled + 1]atomic.Int32
		for range 50 {
			wg.Go(func() {
				for i := range work {
					out := oneOfMany(client, i)
					ended[out.State].Add(1)
				}
			})
		}
		for i := range n {
			work <- i
		}
		close(work)
		wg.Wait()
		if n >= 100 && (ended[Done].Load() == 0 || ended[Failed].Load() == 0 || ended[Cancelled].Load() == 0) {
			t.Errorf("done %d, failed %d, cancelled %d", ended[Done].Load(), ended[Failed].Load(), ended[Cancelled].Load())
		}
	}
	round(50)
	_ = client.Close()
	before, files := settled(t, 0), descriptors(t)
	round(runs)
	_ = client.Close()
	if after := settled(t, before); after > before {
		buf := make([]byte, 1<<16)
		t.Errorf("%d goroutines before, %d after\n%s", before, after, buf[:runtime.Stack(buf, true)])
	}
	if after := descriptors(t); after > files+2 {
		t.Errorf("%d descriptors before, %d after", files, after)
	}
}

// oneOfMany runs one verification that is cancelled, fails or succeeds, by its number.
func oneOfMany(client *aisclient.Client, i int) Outcome {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	runner := &Runner{Client: client, Archive: newFakeArchive(), Environment: "sandbox",
		Wait: aisclient.WaitOptions{MinDelay: time.Millisecond, MaxDelay: 2 * time.Millisecond}}
	mock := MockSource{Client: client, Login: "test1"}
	var src SessionSource = mock
	emit := func(Event) {}
	switch i % 4 {
	case 1: // the customer never comes
		src = Race(&signIn{hang: true}, NewPaste())
		emit = func(Event) { cancel() }
	case 2: // cancelled during the import
		emit = func(ev Event) {
			if ev.Poll != nil {
				cancel()
			}
		}
	case 3: // the sign-in fails
		src = Race(&signIn{err: errors.New("no")}, NewPaste())
	}
	out, _ := runner.Verify(ctx, Request{}, src, emit)
	return out
}

// settled waits until the number of goroutines is down to want, or does not fall any more.
func settled(t *testing.T, want int) int {
	t.Helper()
	n := runtime.NumGoroutine()
	for range 3000 { // half a minute: a loaded machine ends them slowly
		time.Sleep(10 * time.Millisecond)
		now := runtime.NumGoroutine()
		if now <= want || (want == 0 && now == n) {
			return now
		}
		n = now
	}
	return n
}

func descriptors(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(list)
}
