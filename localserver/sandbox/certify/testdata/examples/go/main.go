// Command main imports a customer's data after the sign-in, and ends with one JSON line. Checked by:
//
//	aisdesk certify --start "go run ./main.go"
package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

type result struct {
	Owner   string `json:"owner"`
	State   string `json:"state"`
	Rows    int    `json:"rows"`
	Message string `json:"message"` // what the user is told
}

func main() {
	r := result{Owner: os.Getenv("AISDESK_OWNER"), State: "successful"}
	final, err := importData()
	if f, failed := errors.AsType[*failure](err); failed {
		r.State, r.Message = f.state, f.message
	} else {
		r.Rows, r.Message = final.count()
	}
	json.NewEncoder(os.Stdout).Encode(r)
}

// failure is an import that did not succeed; message is for the user.
type failure struct{ state, message string }

func (f *failure) Error() string { return f.message }

func failed(format string, args ...any) error {
	return &failure{"failed", fmt.Sprintf(format, args...)}
}

// reply is an answer of the service, as far as the program needs it.
type reply struct {
	XMLName   xml.Name   `xml:"reply"`
	Owner     *string    `xml:"ownerExternalId,attr"`
	Comment   string     `xml:"comment"`
	Exception *exception `xml:"exception"`
	Command   struct {
		ID        string     `xml:"id,attr"`
		State     string     `xml:"state,attr"`
		Exception *exception `xml:"exception"`
		Accounts  []holding  `xml:"result>accounts>account"`
		Cards     []holding  `xml:"result>creditCards>creditCard"`
	} `xml:"command"`
}

type exception struct {
	Name     string `xml:"name,attr"`
	Message  string `xml:"message"`
	Friendly string `xml:"friendlyMessage"` // in the customer's language
}

type holding struct {
	Partial bool       `xml:"partialDueToTimeout,attr"`
	Rows    []struct{} `xml:"moneyTransactions>moneyTransaction"`
}

func importData() (*reply, error) {
	command, err := start()
	if err != nil {
		return nil, err
	}
	return poll(command)
}

// start sends the default import, once: what is not known to have failed may have begun.
func start() (string, error) {
	status, r, _ := call(http.MethodPost, "/v1/command/default-import.xml", url.Values{"sessionId": {os.Getenv("AISDESK_SESSION_ID")},
		"sessionIdSignature": {os.Getenv("AISDESK_SESSION_ID_SIGNATURE")}, "since": {os.Getenv("AISDESK_SINCE")}})
	switch {
	case r == nil:
		return "", failed("We do not know whether the bank began. Please sign in again.")
	case status != http.StatusAccepted:
		return "", failed("The bank's data could not be asked for: %s", r.said())
	case r.Owner != nil && *r.Owner != os.Getenv("AISDESK_OWNER"):
		return "", failed("The session belongs to somebody else. Nothing was imported.")
	}
	return r.Command.ID, nil
}

// patience is how many answers may be lost one after the other.
const patience = 5

// poll asks until the command has ended, and returns the final reply.
func poll(command string) (*reply, error) {
	seconds, _ := strconv.ParseFloat(os.Getenv("AISDESK_POLL_PAUSE"), 64)
	pause := time.Duration(seconds * float64(time.Second))
	deadline, lost := time.Now().Add(90*time.Second), 0
	for time.Now().Before(deadline) {
		time.Sleep(pause)
		status, r, header := call(http.MethodGet, "/v1/command/"+command+".xml", nil)
		if r == nil || status == http.StatusTooManyRequests || status >= 500 { // for a while
			if lost++; lost > patience {
				return nil, failed("The bank's answer cannot be read. Please try again later.")
			}
			n, _ := strconv.Atoi(header.Get("Retry-After"))
			time.Sleep(time.Duration(n)*time.Second - pause)
			continue
		}
		lost = 0
		switch state := r.Command.State; {
		case status != http.StatusOK:
			return nil, failed("The import cannot be followed: %s", r.said())
		case state == "successful":
			return r, nil
		case state == "error" || state == "fatal":
			return nil, &failure{state, "The bank did not give the data: " + r.said()}
		}
	}
	return nil, failed("The bank takes too long. The import may be continued later.")
}

// said is what a reply says about a failure.
func (r *reply) said() string {
	for _, e := range []*exception{r.Exception, r.Command.Exception} {
		if e == nil {
			continue
		}
		if e.Friendly != "" {
			return e.Friendly + " (" + e.Name + ")"
		}
		return e.Message + " (" + e.Name + ")"
	}
	return r.Comment
}

func (r *reply) count() (rows int, message string) {
	all := append(r.Command.Accounts, r.Command.Cards...)
	if len(all) == 0 {
		message = "There is no account."
	}
	for _, h := range all {
		rows += len(h.Rows)
		if h.Partial {
			message = "The history is incomplete: the bank cut it short."
		}
	}
	return rows, message
}

// call sends a request. The reply is nil where the answer is none or was cut off; status 0 is no answer at all.
func call(method, path string, form url.Values) (status int, r *reply, header http.Header) {
	req, err := http.NewRequest(method, os.Getenv("AISDESK_API_URL")+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, nil, nil
	}
	req.Header.Set("X-Api-Key", os.Getenv("AISDESK_API_KEY"))
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := (&http.Client{Timeout: time.Minute}).Do(req)
	if err != nil {
		return 0, nil, nil
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	r = &reply{}
	if err != nil || xml.Unmarshal(b, r) != nil {
		return res.StatusCode, nil, res.Header
	}
	return res.StatusCode, r, res.Header
}
