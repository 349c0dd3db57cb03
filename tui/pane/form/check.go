package form

import (
	"fmt"
	"regexp"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/intake"
)

// What an id of the integrator must not look like: it goes to the provider and into logs.
var (
	ownerShape = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,128}$`)
	allDigits  = regexp.MustCompile(`^[0-9]{9,}$`)
	ibanShape  = regexp.MustCompile(`(?i)^[a-z]{2}[0-9]{2}[a-z0-9]{10,}$`)
)

// check says what is wrong with a row, or nothing.
func (p *request) check(r row) string {
	switch r {
	case rowOwner:
		return checkOwner(p.owner.Value())
	case rowLogin:
		if p.tried && p.login.Empty() {
			return "A test login is needed, for example test1."
		}
	case rowSince:
		return p.checkSince()
	case rowBank:
		if p.target != "" && p.bank() == nil && len(p.banks.Banks) > 0 {
			return fmt.Sprintf("The catalog has no bank %s any more. Choose another, or del for any bank.", p.target)
		}
	case rowAccess:
		return p.checkAccess()
	}
	return ""
}

func checkOwner(s string) string {
	switch {
	case s == "":
		return ""
	case strings.Contains(s, "@"):
		return "This looks like an e-mail address. The id must not say who the customer is."
	case !ownerShape.MatchString(s):
		return "Letters, digits and . _ : - only, no spaces."
	case allDigits.MatchString(s) || ibanShape.MatchString(s):
		return "This looks like a personal or account number. The id must not say who the customer is."
	}
	return ""
}

func (p *request) checkSince() string {
	if p.since.Empty() && !p.tried {
		return ""
	}
	d, err := aisclient.ParseDate(p.since.Value())
	switch today := p.today(); {
	case err != nil && (p.tried || len(p.since.Value()) == 10):
		return "Write the date as YYYY-MM-DD."
	case err != nil:
		return ""
	case d > today:
		return "This date is in the future."
	case d < today.AddMonths(-120):
		return "No bank keeps more than ten years."
	}
	return ""
}

func (p *request) checkAccess() string {
	if m := p.access.value(); p.autoImport() > 0 && m != "" && m != intake.AccessSingle {
		return "The automatic import (autoImport) needs access \"once\"."
	}
	b := p.bank()
	if b == nil || len(b.Access) == 0 || p.access.value() != intake.AccessMultiple {
		return ""
	}
	for _, a := range b.Access {
		if a == intake.AccessMultiple {
			return ""
		}
	}
	return "This bank gives access only once."
}

func (p *request) today() aisclient.Date { return aisclient.DateIn(p.env.Now()) }

// sinceDate is the oldest booking date that is asked for; none while it is not a date.
func (p *request) sinceDate() aisclient.Date {
	if p.period.value() == periodDate && p.since.Empty() {
		return 0
	}
	d, err := intake.ParseSince(p.periodValue(), p.today())
	if err != nil {
		return 0
	}
	return d
}

func (p *request) periodValue() string {
	if p.period.value() == periodDate {
		return p.since.Value()
	}
	return p.period.value()
}

// long reports whether the history needs the extra authentication.
func (p *request) long() bool {
	since := p.sinceDate()
	return !since.Empty() && since < p.today().AddDays(-intake.FreeDays)
}

// plan is the request of the filled form. What follows from a long history, maxImportDate and forceSca, the
// intake adds to every request alike.
func (p *request) plan() app.VerificationRequest {
	since := p.sinceDate()
	w := p.backend.Environment().Widget
	w.Locale, w.Country, w.Target, w.AccessMode = p.language.value(), p.country.value(), p.target, p.access.value()
	if w.AutoImport = p.autoImport(); w.AutoImport > 0 {
		since = 0 // the automatic import has its own period
	}
	return app.VerificationRequest{
		Request: intake.Request{OwnerExternalID: p.owner.Value(), Since: since, Widget: w},
		Method:  app.SignInMethod(p.method.value()), Login: p.login.Value(), Period: p.periodValue(), Case: p.next.Case,
	}
}

// autoImport are the months that the provider imports by itself. Only its widget can be asked for that: the
// other methods lead to an import of this program's.
func (p *request) autoImport() int {
	if p.method.value() != string(app.SignInPage) {
		return 0
	}
	return p.backend.Environment().Widget.AutoImport
}

// bank is the chosen bank, or nil for any.
func (p *request) bank() *catalog.Bank {
	for i := range p.banks.Banks {
		if p.banks.Banks[i].Name == p.target && p.target != "" {
			return &p.banks.Banks[i]
		}
	}
	return nil
}
