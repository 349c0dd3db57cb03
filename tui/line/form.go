package line

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// askRequest asks what a verification needs, begins it, and remembers the answers that come back the next time.
func askRequest(s *session) error { return askRequestFor(s, "", "") }

// askRequestFor is askRequest for a person of a case; without a case it asks whose import it is.
func askRequestFor(s *session, caseID, owner string) error {
	last := s.app.Settings()
	req := app.VerificationRequest{Case: caseID, Request: intake.Request{OwnerExternalID: owner, Widget: s.app.Environment().Widget}}
	steps := []func(*session, *app.VerificationRequest, *app.Settings) error{askOwner, askMethod, askCountry, askPeriod, askAccess, askLanguage}
	if owner != "" {
		steps = steps[1:]
	}
	for _, step := range steps {
		if err := step(s, &req, &last); err != nil {
			return err
		}
	}
	_, notes, err := req.Request.Complete(s.today())
	if err != nil {
		return err
	}
	for _, n := range notes {
		s.out.say("Note: %s", n)
	}
	if err := s.app.SaveSettings(last); err != nil {
		s.out.fail(fmt.Errorf("the answers will not be remembered: %w", err))
	}
	return runVerification(s, s.app.Begin(req), req)
}

func askOwner(s *session, req *app.VerificationRequest, _ *app.Settings) error {
	for {
		s.out.say("Your own id of the customer. It must not say who the customer is")
		s.out.say("Default: a random one")
		id, err := s.ask("Customer id:", "")
		if err != nil {
			return err
		}
		try := intake.Request{OwnerExternalID: id}
		if _, _, err := try.Complete(s.today()); err == nil {
			req.Request.OwnerExternalID = id
			if id == "" {
				s.out.say("Chosen: a random one")
			}
			return nil
		} else {
			s.out.fail(err)
		}
	}
}

func askMethod(s *session, req *app.VerificationRequest, _ *app.Settings) error {
	e := s.app.Environment()
	options := []option{{string(app.SignInPage), "in this machine's browser"}, {string(app.SignInRedirect), "with a link to send"}}
	if e.Name != app.Live {
		options = append(options, option{string(app.SignInMock), "without a browser, as a test login"})
	}
	o, err := s.choose("How does the customer sign in?", options, 0)
	if err != nil {
		return err
	}
	req.Method = app.SignInMethod(o.value)
	if req.Method != app.SignInMock {
		return nil
	}
	def := "test1"
	if len(e.TestLogins) > 0 {
		def, _, _ = strings.Cut(e.TestLogins[0], " ")
		for _, t := range e.TestLogins {
			s.out.say("Test login: %s", t)
		}
	}
	s.out.say("Default: %s", def)
	req.Login, err = s.ask("Login:", def)
	return err
}

// askCountry asks for the country and the bank, out of the provider's catalog.
func askCountry(s *session, req *app.VerificationRequest, last *app.Settings) error {
	var banks catalog.Catalog
	err := s.do(func(ctx context.Context) (err error) { banks, err = s.app.Banks(ctx, "all", false); return err })
	if err != nil {
		s.out.fail(fmt.Errorf("the list of banks cannot be fetched: %w. The customer chooses the bank on the page", err))
		return nil
	}
	options := []option{{"all", "every country"}}
	for _, c := range catalog.Countries(banks.Banks) {
		options = append(options, option{c, catalog.CountryName(c)})
	}
	def := max(slices.IndexFunc(options, func(o option) bool { return o.value == last.Country }), 0)
	o, err := s.choose("In which country is the bank?", options, def)
	if err != nil {
		return err
	}
	req.Request.Widget.Country, last.Country = o.value, o.value
	if req.Method == app.SignInMock {
		return nil
	}
	return askBank(s, req, last, banks.Banks)
}

func askBank(s *session, req *app.VerificationRequest, last *app.Settings, banks []catalog.Bank) error {
	options := []option{{"", "any, the customer chooses on the page"}}
	for _, b := range banks {
		if req.Request.Widget.Country == "all" || b.Country == req.Request.Widget.Country {
			options = append(options, option{b.Name, bankName(&b, banks)})
		}
	}
	if len(options) > many {
		which, err := s.choose("Is the bank known?", []option{{"", options[0].name}, {"known", "yes, find it by a word"}}, 0)
		if err != nil {
			return err
		}
		if which.value == "" {
			req.Request.Widget.Target, last.Target = "", ""
			return nil
		}
	}
	def := max(slices.IndexFunc(options, func(o option) bool { return o.value == last.Target }), 0)
	o, err := s.choose("Which bank?", options, def)
	req.Request.Widget.Target, last.Target = o.value, o.value
	return err
}

// bankName is what a bank is called, with what tells it from another one of that name: its catalog name, its address and how it
// is signed in to.
func bankName(b *catalog.Bank, all []catalog.Bank) string {
	name := cmp.Or(b.OfficialName.String(), b.Name)
	same := func(o catalog.Bank) bool {
		return o.Name != b.Name && text.Fold(cmp.Or(o.OfficialName.String(), o.Name)) == text.Fold(name)
	}
	if !slices.ContainsFunc(all, same) {
		return name
	}
	way := ""
	if b.PSD2 {
		way = "PSD2"
	}
	return join(name, b.Name, b.Address.String(), way)
}

func askPeriod(s *session, req *app.VerificationRequest, last *app.Settings) error {
	options := []option{{"90d", "90 days"}, {"6m", "6 months"}, {"1y", "1 year"}, {"date", "since a date"}}
	def := max(slices.IndexFunc(options, func(o option) bool { return o.value == last.Period }), 0)
	o, err := s.choose("How far back?", options, def)
	if err != nil {
		return err
	}
	for {
		value := o.value
		if value == "date" {
			if value, err = s.ask("Since, as YYYY-MM-DD:", ""); err != nil {
				return err
			}
		}
		since, err := intake.ParseSince(value, s.today())
		if err == nil {
			req.Request.Since, req.Period, last.Period = since, value, value
			if since < s.today().AddDays(-intake.FreeDays) {
				s.out.say("More than 90 days: the bank asks the customer for one more confirmation")
			}
			return nil
		}
		s.out.fail(err)
	}
}

func askAccess(s *session, req *app.VerificationRequest, last *app.Settings) error {
	if req.Method == app.SignInMock {
		return nil
	}
	options := []option{{"", "as the bank offers"}, {intake.AccessSingle, "once"}, {intake.AccessMultiple, "repeatedly"}, {intake.AccessMixed, "repeatedly where possible"}}
	def := max(slices.IndexFunc(options, func(o option) bool { return o.value == last.AccessMode }), 0)
	o, err := s.choose("How often may the data be fetched?", options, def)
	req.Request.Widget.AccessMode, last.AccessMode = o.value, o.value
	return err
}

func askLanguage(s *session, req *app.VerificationRequest, last *app.Settings) error {
	if req.Method == app.SignInMock {
		return nil
	}
	options := []option{{"en", "English"}, {"pl", "polski"}, {"cz", "čeština"}, {"es", "español"}}
	def := max(slices.IndexFunc(options, func(o option) bool { return o.value == last.Language }), 0)
	o, err := s.choose("Which language does the customer's page have?", options, def)
	req.Request.Widget.Locale, last.Language = o.value, o.value
	return err
}
