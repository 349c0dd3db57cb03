package localserver

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// maxName is the longest name of another applicant, in characters.
const maxName = 100

// nextTime is how long the page of the next import may take to open.
const nextTime = 30 * time.Second

// nextAnswer is what POST /next takes: what the customer wants after the import, with another applicant's name.
type nextAnswer struct {
	Step intake.NextStep
	Name string
}

func readNext(body []byte) (a nextAnswer, err error) {
	o, err := readObject(body)
	if err != nil {
		return a, err
	}
	step, err := o.str("step")
	if err != nil {
		return a, err
	}
	name, err := o.str("name")
	if err != nil {
		return a, err
	}
	a.Step, a.Name = intake.NextStep(step), strings.TrimSpace(text.Clean(name).String())
	switch {
	case !slices.Contains(intake.NextSteps(), a.Step):
		return a, errors.New("the step is bank, applicant or finish")
	case a.Step == intake.AnotherApplicant && a.Name == "":
		return a, errors.New("another applicant needs a name")
	case utf8.RuneCountInString(a.Name) > maxName:
		return a, errors.New("the name is too long")
	}
	return a, nil
}

// postNext takes what the customer wants after an import that is saved: only from the tab that signed in, and once. It
// answers with the address of the next import's page, empty where there is none to go to.
func postNext(p *Page, w http.ResponseWriter, r *http.Request) {
	body, ok := p.body(w, r)
	if !ok {
		return
	}
	a, err := readNext(body)
	if err != nil {
		invalid(p, w, err)
		return
	}
	now, _ := p.statusFor(tabOf(r))
	if p.o.Next == nil || !now.Mine || now.Import != intake.Done.String() || !p.answered.CompareAndSwap(false, true) {
		answer(w, http.StatusConflict, map[string]string{"error": "next", "message": "nothing is asked now"})
		return
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(2 * nextTime))
	ctx, cancel := context.WithTimeout(r.Context(), nextTime)
	defer cancel()
	url, err := p.o.Next(ctx, a.Step, a.Name)
	if err != nil {
		p.answered.Store(false)
		answer(w, http.StatusServiceUnavailable, map[string]string{"error": "next", "message": text.Clean(err.Error()).String()})
		return
	}
	answer(w, http.StatusOK, map[string]string{"url": url})
}
