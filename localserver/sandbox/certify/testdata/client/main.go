// Command client imports a customer's data as a developer's own program does, right or with one of the mistakes of bugs.toml:
//
//	client [BUG]
//
// The ways one-message, whole-history, half-signature, key-in-base64, key-in-capitals, poll-at-six-tenths, pretty,
// says-ok-of-nothing, since-of-its-own, foreign-command, foreign-session, always-partial, cut-in-every-language, titles-only, not-zero,
// booked-only, own-currency, part-first, part-only, rows-left and key-in-query came later.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

var bug string

func has(name string) bool { return bug == name }

// result is the line with which the program ends.
type result struct {
	Owner   string `json:"owner"`
	State   string `json:"state"`
	Rows    int    `json:"rows"`
	Message string `json:"message"`
}

type session struct {
	id, signature, owner, since string
	pause                       time.Duration
}

func main() {
	if len(os.Args) > 1 {
		bug = os.Args[1]
	}
	seconds, _ := strconv.ParseFloat(os.Getenv("AISDESK_POLL_PAUSE"), 64)
	s := session{os.Getenv("AISDESK_SESSION_ID"), os.Getenv("AISDESK_SESSION_ID_SIGNATURE"), os.Getenv("AISDESK_OWNER"), os.Getenv("AISDESK_SINCE"),
		time.Duration(seconds * float64(time.Second))}
	if has("session-reused") {
		s.reuse()
	}
	if has("signature-in-log") {
		fmt.Fprintf(os.Stderr, "session %s %s\n", s.id, s.signature)
	}
	s.log()
	rows, note, err := s.run()
	r := result{Owner: s.owner, State: "successful", Rows: rows, Message: note}
	if err != nil {
		r = result{Owner: s.owner, State: "failed", Message: err.Error()}
		if f, ok := errors.AsType[*failure](err); ok && f.state != "" {
			r.State = f.state
		}
		if has("error-not-told") && r.State == "error" || has("refusal-not-told") && strings.Contains(r.Message, "InvalidSessionId") {
			r.Message = ""
		}
		if has("rows-left") {
			r.Rows = 5
		}
		if has("one-message") {
			r.Message = "An unexpected thing happened."
		}
	}
	if has("owner-not-told") {
		r.Owner = ""
	}
	out := json.NewEncoder(os.Stdout)
	if has("pretty") {
		out.SetIndent("", " ")
	}
	_ = out.Encode(r)
}

// log writes what no log may hold, in other codings and in part.
func (s *session) log() {
	key := os.Getenv("AISDESK_API_KEY")
	switch bug {
	case "half-signature":
		fmt.Fprintln(os.Stderr, "signature", s.signature[:len(s.signature)/2])
	case "key-in-base64":
		fmt.Fprintln(os.Stderr, "authorization: Basic", base64.StdEncoding.EncodeToString([]byte("user:"+key)))
	case "key-in-capitals":
		fmt.Fprintln(os.Stderr, "key", strings.ToLower(key))
	default:
		fmt.Fprintln(os.Stderr, "key", key[:4]+"…"+key[len(key)-4:], "session", s.id) // as logs may
	}
}

// reuse takes the session of the program's last run, as a cache by mistake does.
func (s *session) reuse() {
	file := filepath.Join(os.Getenv("AISDESK_WORK_DIR"), "session")
	if b, err := os.ReadFile(file); err == nil {
		s.id, s.signature, _ = strings.Cut(string(b), " ")
		return
	}
	_ = os.WriteFile(file, []byte(s.id+" "+s.signature), 0o600)
}

// failure is an import that did not succeed.
type failure struct{ state, message string }

func (f *failure) Error() string { return f.message }

func fail(format string, args ...any) error { return &failure{message: fmt.Sprintf(format, args...)} }

type reply struct {
	XMLName   xml.Name   `xml:"reply"`
	Status    string     `xml:"status,attr"`
	Owner     string     `xml:"ownerExternalId,attr"`
	Comment   string     `xml:"comment"`
	Exception *exception `xml:"exception"`
	Command   struct {
		ID        string     `xml:"id,attr"`
		State     string     `xml:"state,attr"`
		Progress  float64    `xml:"progress>value"`
		Exception *exception `xml:"exception"`
		Result    struct {
			Accounts []holding `xml:"accounts>account"`
			Cards    []holding `xml:"creditCards>creditCard"`
		} `xml:"result"`
	} `xml:"command"`
}

type exception struct {
	Name     string `xml:"name,attr"`
	Message  string `xml:"message"`
	Friendly string `xml:"friendlyMessage"`
}

func (e *exception) String() string {
	if e.Friendly != "" {
		return e.Friendly + " (" + e.Name + ")"
	}
	return e.Message + " (" + e.Name + ")"
}

type holding struct {
	Partial  bool   `xml:"partialDueToTimeout,attr"`
	Currency string `xml:"currencyName"`
	Rows     []row  `xml:"moneyTransactions>moneyTransaction"`
}

type row struct {
	Amount string `xml:"currencyAmount"`
	Title  string `xml:"title"`
	Status string `xml:"status"`
}

// dropped reports whether the program leaves a row out by mistake.
func (h *holding) dropped(r row) bool {
	return has("titles-only") && r.Title == "" || has("not-zero") && r.Amount == "0.00" || has("booked-only") && r.Status != "DONE" ||
		has("own-currency") && h.Currency != "PLN"
}

func (s session) run() (rows int, note string, err error) {
	command, err := s.start()
	if err != nil {
		return 0, "", err
	}
	return s.poll(command)
}

// start sends the default import, once.
func (s session) start() (command string, err error) {
	if has("foreign-session") {
		_, _, _, _ = call(http.MethodPost, "/v1/command/default-import.xml", url.Values{"sessionId": {"1"}, "sessionIdSignature": {s.signature}, "since": {s.since}})
	}
	if has("since-of-its-own") {
		s.since = time.Now().AddDate(0, -1, 0).Format(time.DateOnly)
	}
	form := url.Values{"sessionId": {s.id}, "sessionIdSignature": {s.signature}, "since": {s.since}}
	if has("part-first") || has("part-only") {
		status, r, _, err := call(http.MethodPost, "/v1/command/import-owners.xml", form)
		if has("part-only") && err == nil && status == http.StatusAccepted {
			return r.Command.ID, nil
		}
	}
	if has("key-in-query") {
		_, _, _, _ = call(http.MethodGet, "/v1/catalog.xml?apiKey="+os.Getenv("AISDESK_API_KEY"), nil)
	}
	status, r, _, err := call(http.MethodPost, "/v1/command/default-import.xml", form)
	if has("import-twice") {
		_, _, _, _ = call(http.MethodPost, "/v1/command/default-import.xml", form)
	}
	if has("import-twice-by-the-other-address") {
		_, _, _, _ = call(http.MethodPost, "/v1/default-import.xml", form)
	}
	again := has("import-on-timeout") && err != nil && status == 0 || has("import-on-502") && status == http.StatusBadGateway ||
		has("import-after-refusal") && status == http.StatusNotFound || has("key-refused-repeated") && status == http.StatusUnauthorized
	if again {
		time.Sleep(s.pause)
		status, r, _, err = call(http.MethodPost, "/v1/command/default-import.xml", form)
	}
	switch {
	case err != nil && has("page-succeeds") && status == http.StatusOK:
		return "", nil
	case err != nil:
		return "", fail("We do not know whether the bank began. Please sign in again. (%v)", err)
	case status == http.StatusUnauthorized:
		return "", fail("Our access to the service was refused: %s", r.Comment)
	case r.Exception != nil:
		return "", fail("The bank's data could not be asked for: %s", r.Exception)
	case status != http.StatusAccepted:
		return "", fail("The service answered %d.", status)
	case r.Owner != "" && r.Owner != s.owner && !has("owner-not-checked"):
		return "", fail("The session belongs to somebody else. Nothing was imported.")
	}
	return r.Command.ID, nil
}

// patience is how many answers may be lost or refused for a while, one after the other.
const patience = 5

func (s session) poll(command string) (rows int, note string, err error) {
	if command == "" {
		return 0, "There are no accounts.", nil
	}
	pause := s.pause
	switch {
	case has("poll-without-pause"):
		pause = 0
	case has("poll-too-fast"):
		pause /= 4
	case has("poll-at-six-tenths"):
		pause = pause * 6 / 10
	}
	if has("foreign-command") {
		_, _, _, _ = call(http.MethodGet, "/v1/command/1.xml", nil)
		time.Sleep(pause)
	}
	deadline, lost := time.Now().Add(90*time.Second), 0
	for polls := 1; time.Now().Before(deadline); polls++ {
		time.Sleep(pause)
		status, r, header, err := call(http.MethodGet, "/v1/command/"+command+".xml", nil)
		if has("truncated-succeeds") && err != nil && status == http.StatusOK {
			return 0, "", nil
		}
		temporary := err != nil || status == http.StatusTooManyRequests || status >= 500
		if temporary {
			if has("gives-up-at-503") && status >= 500 || has("gives-up-at-429") && status == http.StatusTooManyRequests {
				return 0, "", fail("The service answered %d.", status)
			}
			if has("gives-up-when-cut") && err != nil {
				return 0, "", fail("The connection was lost.")
			}
			if lost++; lost > patience {
				return 0, "", fail("The bank's answer cannot be read. Please try again later. (%v)", err)
			}
			if !has("retry-after-ignored") {
				if n, err := strconv.Atoi(header.Get("Retry-After")); err == nil {
					time.Sleep(max(0, time.Duration(n)*time.Second-pause))
				}
			}
			continue
		}
		lost = 0
		if r.Exception != nil {
			return 0, "", fail("The import cannot be followed: %s", r.Exception)
		}
		if has("gives-up-while-importing") && polls == 2 && r.Command.State != "successful" {
			return 0, "", fail("The bank takes too long.")
		}
		if done, rows, note, err := s.step(r, command); done {
			if has("poll-after-success") && err == nil || has("poll-after-error") && err != nil {
				for range 3 {
					time.Sleep(s.pause)
					_, _, _, _ = call(http.MethodGet, "/v1/command/"+command+".xml", nil)
				}
			}
			return rows, note, err
		}
	}
	return 0, "", fail("The bank takes too long. The import may be continued later.")
}

// step decides what one reply means.
func (s session) step(r *reply, command string) (done bool, rows int, note string, err error) {
	c := r.Command
	if has("success-by-progress") && c.Progress >= 100 {
		return true, 0, "", nil
	}
	switch c.State {
	case "successful":
		rows, note := count(c.Result.Accounts, c.Result.Cards)
		return true, rows, note, nil
	case "fatal":
		if has("fatal-not-final") {
			if fatals++; fatals < 4 {
				return false, 0, "", nil
			}
		}
		return true, 0, "", &failure{"fatal", "The service failed. Please sign in again. " + c.Exception.String()}
	case "error":
		if has("error-succeeds") {
			return true, 0, "", nil
		}
		if has("import-after-error") {
			form := url.Values{"sessionId": {s.id}, "sessionIdSignature": {s.signature}, "since": {s.since}}
			_, _, _, _ = call(http.MethodPost, "/v1/command/default-import.xml", form)
		}
		return true, 0, "", &failure{"error", "The bank did not give the data: " + c.Exception.String()}
	case "setup", "in_progress":
		return false, 0, "", nil
	}
	if has("unknown-state-fails") {
		return true, 0, "", fail("The state %s is not known.", c.State)
	}
	if has("unknown-state-succeeds") {
		return true, 0, "", nil
	}
	return false, 0, "", nil
}

var fatals int

func count(accounts, cards []holding) (rows int, note string) {
	if has("one-account-only") && len(accounts) > 0 {
		return len(accounts[0].Rows), ""
	}
	if has("cards-left-out") {
		cards = nil
	}
	for _, h := range append(accounts, cards...) {
		for _, r := range h.Rows {
			if !h.dropped(r) {
				rows++
			}
		}
		if h.Partial && has("whole-history") {
			note = fmt.Sprintf("Imported %d transactions completely.", rows)
		} else if h.Partial && !has("partial-not-told") {
			note = "The history is incomplete: the bank cut it short."
		}
	}
	if len(accounts)+len(cards) == 0 && !has("says-ok-of-nothing") {
		note = "There is no account."
	} else if has("always-partial") {
		note = "Data may be incomplete: the bank cut the history."
	} else if has("cut-in-every-language") {
		note = fmt.Sprintf("Imported %d rows, some are missing.", rows)
	}
	return rows, note
}

var client = &http.Client{Timeout: 60 * time.Second}

// call sends a request and reads the reply. The error says that there was no answer, or none that is a reply.
func call(method, path string, form url.Values) (status int, r *reply, h http.Header, err error) {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequest(method, os.Getenv("AISDESK_API_URL")+path, body)
	if err != nil {
		return 0, nil, http.Header{}, err
	}
	req.Header.Set("X-Api-Key", os.Getenv("AISDESK_API_KEY"))
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if has("key-in-log") {
		fmt.Fprintf(os.Stderr, "%s %s %v\n", method, path, req.Header)
	}
	res, err := client.Do(req)
	if err != nil {
		return 0, nil, http.Header{}, errors.New("no answer")
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	r = &reply{}
	if err != nil || !bytes.Contains(b, []byte("<reply")) {
		return res.StatusCode, r, res.Header, errors.New("no reply of the service")
	}
	if err := xml.Unmarshal(b, r); err != nil {
		return res.StatusCode, r, res.Header, errors.New("a damaged reply")
	}
	return res.StatusCode, r, res.Header, nil
}
