package certify

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"aisdesk/localserver/sandbox"
)

// key is an API key that stands in a log only if the client wrote it there.
func key() string { return rand.Text() }

// usualPause is what the provider asks to wait between two polls, at least.
const usualPause = 2 * time.Second

// history is how far back imports reach.
const history = 90 * 24 * time.Hour

type runner struct {
	Options
	sandbox *sandbox.Sandbox
	mu      sync.Mutex

	// answered are all requests by their number: a client that polls without a pause overflows the sandbox's own list.
	answered map[uint64]sandbox.Request
	claimed  map[uint64]bool // requests that belong to a case: of those that name no session one case at a time tells
	paced    bool            // a run had enough polls to tell how fast they came
}

func (r *runner) keep(q sandbox.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answered[q.Seq] = q
}

// since lists the requests after a number that are about a session, or about none, in their order.
func (r *runner) since(before uint64, about func(session string) bool) (out []sandbox.Request) {
	r.mu.Lock()
	all := maps.Clone(r.answered)
	r.mu.Unlock()
	for _, q := range r.sandbox.Requests(before) { // the last ones may not be answered to their end
		all[q.Seq] = q
	}
	for _, q := range all {
		if q.Seq > before && about(q.Session) {
			out = append(out, q)
		}
	}
	slices.SortFunc(out, func(a, b sandbox.Request) int { return cmp.Compare(a.Seq, b.Seq) })
	return out
}

// stray reports whether a request is an import or a poll that was refused since there is no such session or command.
func stray(q sandbox.Request) bool {
	return (isPoll(q) || isImport(q)) && (q.Status == http.StatusNotFound || q.Status == http.StatusBadRequest)
}

// unclaimed are the requests after a number that name no session, that are of a kind, and that no other case has told of.
func (r *runner) unclaimed(before uint64, kind func(sandbox.Request) bool) []sandbox.Request {
	none := r.since(before, func(session string) bool { return session == "" })
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(none, func(q sandbox.Request) bool {
		mine := kind(q) && !r.claimed[q.Seq]
		r.claimed[q.Seq] = r.claimed[q.Seq] || mine
		return !mine
	})
}

func (r *runner) pause() time.Duration { return time.Duration(float64(usualPause) / r.Speed) }

// session is one that is signed in.
type session struct{ id, signature, target, owner, since string }

// run is one run of the client with what it did.
type run struct {
	session
	result   *Result // nil without one
	lines    int     // on which a result stands that is none for that
	unfit    string  // why a last line with a state is no result
	timedOut bool
	ended    string            // how its process ended, with the last line of its standard error
	exit     int               // code of its process; -1 where it was killed
	log      string            // what it wrote
	requests []sandbox.Request // that name its session, in their order
	state    string            // of the command when the client ended
	rows     int               // of the command's result; -1 if there is none
	others   []sandbox.Request // that name a session of an earlier run of the case
	strays   []sandbox.Request // that name a session or command which there is not
	keyed    []sandbox.Request // that name no session and have the API key elsewhere than in their header
	signedIn string            // a session of its customer that the client made itself
}

// one runs a case.
func (r *runner) one(ctx context.Context, c testCase) CaseReport {
	report := CaseReport{Case: c.Name, Scenario: c.Scenario, About: c.About, Results: []Result{}, Findings: []Finding{}}
	start := time.Now()
	dir, err := os.MkdirTemp("", "certify")
	if err != nil {
		report.Findings = append(report.Findings, Finding{NoResult, "the run could not begin: " + err.Error()})
		return report
	}
	defer os.RemoveAll(dir)
	var runs []*run
	var sessions []string
	for range max(1, c.runs) {
		x, err := r.run(ctx, c, sessions, dir)
		if err != nil {
			report.Findings = append(report.Findings, Finding{NoResult, "the run could not begin: " + err.Error()})
			break
		}
		runs, sessions = append(runs, x), append(sessions, x.id)
		if len(gaps(x)) > 1 {
			r.mu.Lock()
			r.paced = true
			r.mu.Unlock()
		}
		if x.result != nil {
			report.Results = append(report.Results, *x.result)
		}
	}
	report.Findings = append(report.Findings, r.findings(c, runs)...)
	report.Seconds = time.Since(start).Round(time.Millisecond).Seconds()
	return report
}

// run signs in, runs the client once and takes down what it did. mine are the sessions of the runs before.
func (r *runner) run(ctx context.Context, c testCase, mine []string, dir string) (*run, error) {
	s, err := r.signIn(ctx, c, len(mine))
	if err != nil {
		return nil, err
	}
	if err := r.sandbox.SetSessionScenario(s.id, c.Scenario); err != nil {
		return nil, err
	}
	before := uint64(0)
	if all := r.sandbox.Requests(0); len(all) > 0 {
		before = all[len(all)-1].Seq
	}
	x := &run{session: s, rows: -1}
	r.start(ctx, x, dir)
	sessions := r.sandbox.Sessions()
	select { // what it left running is in no group that can be ended
	case <-ctx.Done():
	case <-time.After(late):
	}
	x.requests = r.since(before, func(session string) bool { return session == s.id })
	x.others = r.since(before, func(session string) bool { return slices.Contains(mine, session) })
	x.strays, x.keyed = r.unclaimed(before, stray), r.unclaimed(before, r.namesKey)
	for _, i := range sessions {
		if i.ID == s.id {
			x.state = i.State
			if x.state == successful && !c.fails {
				x.rows = r.rows(ctx, i.Command)
			}
		} else if i.Owner == s.owner {
			x.signedIn = i.ID
		}
	}
	return x, nil
}

// late is how long after its end a client's requests still count.
const late = 500 * time.Millisecond

// signIn makes a session as the test environment's mock session does.
func (r *runner) signIn(ctx context.Context, c testCase, n int) (s session, err error) {
	s.owner, s.since = fmt.Sprintf("certify-%s-%d", c.Name, n+1), time.Now().UTC().Add(-history).Format(time.DateOnly)
	b, err := r.ask(ctx, http.MethodPost, "/v1/mock-session.xml", url.Values{"login": {c.login}, "country": {"pl"}, "ownerExternalId": {s.owner}})
	if err != nil {
		return s, err
	}
	var reply struct {
		Session struct {
			ID        string `xml:"id,attr"`
			Signature string `xml:"signature,attr"`
		} `xml:"session"`
	}
	if err := xml.Unmarshal(b, &reply); err != nil {
		return s, err
	}
	s.id, s.signature, s.target = reply.Session.ID, reply.Session.Signature, "KontoBank"
	return s, nil
}

// rows counts the rows of a finished import.
func (r *runner) rows(ctx context.Context, command string) int {
	for range 3 { // one of them may say in_progress once more
		b, err := r.ask(ctx, http.MethodGet, "/v1/command/"+command+".xml", nil)
		if err == nil && bytes.Contains(b, []byte(`state="successful"`)) {
			return bytes.Count(b, []byte("<moneyTransaction>"))
		}
	}
	return -1
}

func (r *runner) ask(ctx context.Context, method, path string, form url.Values) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, r.sandbox.APIURL()+path, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Api-Key", r.sandbox.Key())
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return io.ReadAll(res.Body)
}

// start runs the client to its end.
func (r *runner) start(ctx context.Context, x *run, dir string) {
	ctx, cancel := context.WithTimeout(ctx, r.Timeout)
	defer cancel()
	c := shell(ctx, r.Command)
	var out, errs output
	c.Stdout, c.Stderr, c.WaitDelay = &out, &errs, time.Second
	c.Env = append(os.Environ(), "AISDESK_API_URL="+r.sandbox.APIURL(), "AISDESK_API_KEY="+r.sandbox.Key(), "AISDESK_CLIENT="+r.sandbox.Client(),
		"AISDESK_WIDGET_URL="+r.sandbox.WidgetURL(), "AISDESK_TARGET="+x.target, "AISDESK_SESSION_ID="+x.id, "AISDESK_SESSION_ID_SIGNATURE="+x.signature,
		"AISDESK_OWNER="+x.owner, "AISDESK_SINCE="+x.since,
		"AISDESK_POLL_PAUSE="+strconv.FormatFloat(r.pause().Seconds(), 'f', -1, 64), "AISDESK_WORK_DIR="+dir)
	err := c.Run() // how it ends is said by its last line
	endGroup(c)
	if x.ended = lastWords(errs.String()); err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		x.ended = strings.TrimSuffix(err.Error()+": "+x.ended, ": ")
	}
	x.exit = c.ProcessState.ExitCode()
	x.timedOut = ctx.Err() == context.DeadlineExceeded
	if x.result, x.unfit = lastLine(out.String()); x.result == nil {
		x.lines = resultLines(out.String())
	}
	x.log = out.String() + errs.String()
	for _, name := range r.Logs {
		b, _ := os.ReadFile(name) // a log that is not there holds no secret
		x.log += string(b)
	}
}

// lastLine is the result with which a client ends; nil where there is none, with why what has a state is none.
func lastLine(out string) (result *Result, unfit string) {
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var r Result
	err := json.Unmarshal([]byte(lines[len(lines)-1]), &r)
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && e.Field != "" {
		wanted := map[reflect.Kind]string{reflect.String: "a string", reflect.Int: "a whole number", reflect.Bool: "true or false"}[e.Type.Kind()]
		return nil, fmt.Sprintf("%q is the JSON %s and must be %s", e.Field, e.Value, wanted)
	}
	if err != nil || r.State == "" {
		return nil, ""
	}
	return &r, ""
}

// resultLines counts the lines of a result at the end of an output; 0 where there is none.
func resultLines(out string) int {
	out = strings.TrimSpace(out)
	start := 0
	if i := strings.LastIndex(out, "\n{"); i >= 0 {
		start = i + 1
	}
	var r Result
	if json.Unmarshal([]byte(out[start:]), &r) != nil || r.State == "" {
		return 0
	}
	return strings.Count(out[start:], "\n") + 1
}

// shell runs a command line in the system's shell.
func shell(ctx context.Context, line string) *exec.Cmd {
	name, flag := shellOf()
	c := exec.CommandContext(ctx, name, flag, line)
	inGroup(c)
	return c
}
