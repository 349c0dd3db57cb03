package line

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

var claimCommands = []command{
	{[]string{"verdict"}, "", "checks the claims and says the verdict", needData, noArg(verdict)},
	{[]string{"claim"}, "KIND VALUE", "adds a claim, for example claim income 5000 PLN; alone it asks", needData, claim},
	{[]string{"claims"}, "", "lists the claims", needData, noArg(claims)},
	{[]string{"drop"}, "NUMBER", "removes a claim", needData, drop},
	{[]string{"undo"}, "", "undoes the last change of the claims; in a case, the event with a number", inCase.or(needData), func(s *session, arg string) error {
		if s.here().name == placeCase {
			return undoEvent(s, arg)
		}
		return undo(s)
	}},
	{[]string{"policy"}, "NAME", "claims what a policy of the settings asks", needData, claimPolicy},
	{[]string{"report"}, "FILE", "writes the report on the claims into a pdf, html, json, md or txt file", needData, writeReport},
	{[]string{"ask"}, "NUMBER", "asks the provider's service of that number", needData, askAgain},
}

// claim adds a claim; without a kind or a value it asks for them.
func claim(s *session, arg string) error {
	name, value, _ := strings.Cut(arg, " ")
	kind, err := kindOf(s, name)
	if err != nil {
		return err
	}
	if value == "" && kind != verify.KindNeverBelow {
		if value, err = s.ask(firstUpper(kind.Expects())+":", ""); err != nil {
			return err
		}
	}
	c, err := app.ParseClaim(s.work.data, kind, value)
	if err != nil {
		return err
	}
	w := s.work
	if slices.Contains(w.claims.List(), c) {
		s.out.say("Claimed already: %s", c.Says())
		return sayVerdict(s)
	}
	next := w.claims.Put(len(w.claims[kind]), c)
	if !kind.Many() && kind != verify.KindWithout {
		next = w.claims.Put(0, c)
	}
	if err := changeClaims(s, next); err != nil {
		return err
	}
	s.out.say("Claimed: %s", c.Says())
	return sayVerdict(s)
}

// kindOf reads the kind of a claim: its name or the only beginning of one; nothing asks.
func kindOf(s *session, name string) (verify.Kind, error) {
	var options []option
	for _, k := range verify.Kinds() {
		options = append(options, option{string(k), string(k)})
	}
	if name != "" {
		i, err := pick(name, options, -1)
		if err != nil {
			return "", fmt.Errorf("there is no kind of claim %s. Use one of: %s", quoted(name), kindNames())
		}
		return verify.Kind(options[i].value), nil
	}
	for i, k := range verify.Kinds() {
		options[i].name = string(k) + ", " + k.About()
	}
	o, err := s.choose("What is claimed?", options, -1)
	return verify.Kind(o.value), err
}

func kindNames() string {
	var names []string
	for _, k := range verify.Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// saveClaims saves claims with the open import, or with the case that is open as one. In a case they are an event, on which
// a decision then rests.
func saveClaims(s *session, next app.ClaimSet) error {
	id := s.work.data.OpenedID()
	if id == "" {
		return nil
	}
	err := s.app.SaveClaims(s.ctx, id, next.List())
	if err == nil && s.work.data.Case != "" {
		err = layAgain(s)
	}
	return err
}

// changeClaims puts claims in force and saves them.
func changeClaims(s *session, next app.ClaimSet) error {
	w := s.work
	if err := saveClaims(s, next); err != nil {
		return err
	}
	w.undo = append(w.undo, w.claims)
	w.claims, w.report, w.policy = next, nil, ""
	return nil
}

// checkClaims makes the report on the claims, unless it is there.
func checkClaims(s *session) error {
	w := s.work
	if w.report != nil {
		return nil
	}
	var r *verify.Report
	err := s.do(func(ctx context.Context) (err error) {
		if w.checker == nil {
			if w.checker, err = verify.NewChecker(ctx, w.data.Insights(s.opts.Now()), s.today()); err == nil {
				w.checker.At(s.opts.Now())
			}
		}
		if err == nil {
			_, err = w.checker.Notable(ctx)
		}
		if err == nil {
			r, err = w.checker.Check(ctx, w.claims.List())
		}
		return err
	})
	if err == nil {
		r.Policy = w.policy
		w.report = r
	}
	return err
}

// sayVerdict says what the claims amount to, on one line. Among the checks their list is the new one from here on.
func sayVerdict(s *session) error {
	if err := checkClaims(s); err != nil {
		return err
	}
	if p := verdictPlace(s); s.here().name == p.name {
		s.places[len(s.places)-1] = p
	}
	s.out.say("%s", verdictLine(s.work.report))
	sayOneOf(s)
	return nil
}

// sayOneOf says that the verdict is on one import of several of its case; nothing where it is on all.
func sayOneOf(s *session) {
	if n := s.work.data.OneOf(); n > 0 && len(s.work.report.Checks) > 0 {
		s.out.say("This verdict is on one of the %d imports of the case. A decision keeps the verdict on all of them: case open opens them as one", n)
	}
}

// verdictLine is the verdict with how many checks came out how.
func verdictLine(r *verify.Report) string {
	if len(r.Checks) == 0 {
		return "No claims: there is nothing to compare yet"
	}
	n := map[verify.Outcome]int{}
	for i := range r.Checks {
		n[r.Checks[i].Outcome]++
	}
	var parts []string
	for _, o := range []verify.Outcome{verify.Confirmed, verify.Refuted, verify.Inconclusive} {
		if n[o] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[o], o))
		}
	}
	return fmt.Sprintf("Verdict: %s, %s, %s", r.Verdict, english.Plural(len(r.Checks), "claim", "claims"), strings.Join(parts, ", "))
}

// verdict lists the checks with their outcomes.
func verdict(s *session) error {
	if err := checkClaims(s); err != nil {
		return err
	}
	r := s.work.report
	s.goTo(verdictPlace(s))
	for i := range r.Checks {
		s.out.say("Reason of %d: %s", i+1, r.Checks[i].Reason)
		for _, n := range r.Checks[i].NotCounted {
			if n.Monthly() { // the reason tells the others
				s.out.say("Not counted of %d: %s", i+1, leftOut(&n))
			}
		}
	}
	if why := r.Partial(); why != "" {
		s.out.say("Data: %s", why)
	}
	sayOneOf(s)
	sayDecided(s)
	return sayVerdictWithout(s)
}

// verdictPlace lists the checks of the report.
func verdictPlace(s *session) *place {
	r := s.work.report
	return &place{name: "verdict", again: verdict, none: "claim income 5000 PLN adds a claim", hint: "claim income 5000 PLN adds a claim; open 1 says all of a check; rows 1 goes to its rows; drop 1 removes the claim",
		head: func() string { return verdictLine(r) },
		list: &list{one: "check", many: "claims", n: len(r.Checks), sentences: true,
			item: func(i int) string { return string(r.Checks[i].Outcome) + ", " + r.Checks[i].Claim },
			open: func(i int) error { sayCheck(s, &r.Checks[i]); return nil },
			rows: func(i int) error { return checkRows(s, &r.Checks[i]) }}}
}

// checkRows goes to the rows that a check stands on.
func checkRows(s *session, c *verify.Check) error {
	if len(c.Rows) > 0 {
		return rowsNamed(s, string(c.Kind), c.Rows)
	}
	if c.Filter != "" {
		return filterRows(s, c.Filter)
	}
	return errors.New("this check stands on no rows")
}

// sayCheck says all of a check.
func sayCheck(s *session, c *verify.Check) {
	s.out.say("%s: %s", firstUpper(string(c.Outcome)), c.Claim)
	s.out.say("Reason: %s", c.Reason)
	if c.Proven != nil {
		s.out.say("Proven: %s", money(ledger.Cents(*c.Proven), c.Currency))
	}
	if c.Possible != nil && *c.Possible != 0 {
		s.out.say("Possible besides: %s", money(ledger.Cents(*c.Possible), c.Currency))
	}
	for _, g := range c.Gates {
		s.out.say("Data: %s, %s", g.Gate, g.Effect)
	}
	if c.NearMiss != "" {
		s.out.say("Nearly: %s", c.NearMiss)
	}
	for _, n := range c.NotCounted {
		s.out.say("Not counted: %s", leftOut(&n))
	}
	for _, a := range c.Ask {
		s.out.say("Ask the applicant: %s", a)
	}
	for _, r := range c.Evidence {
		s.out.whole("Row: " + join(day(r.Date), r.Party, r.Title, movement(r.Amount, r.Currency), strings.ReplaceAll(r.Category, "_", " "), r.State))
	}
	if more := len(c.Rows) - len(c.Evidence); more > 0 {
		s.out.say("%s more", english.Plural(more, "row", "rows"))
	}
}

// leftOut is money that a check does not count, with why.
func leftOut(n *verify.NotCounted) string {
	sum := money(ledger.Cents(n.Sum), n.Currency)
	if n.Monthly() {
		sum += " a month"
	}
	return join(n.Reason, sum, counted(len(n.Rows), "row", "rows"))
}

// claims lists what is claimed.
func claims(s *session) error {
	all := s.work.claims.List()
	s.goTo(&place{name: "claims", head: func() string { return "Claims, " + english.Plural(len(all), "claim", "claims") },
		list: &list{one: "claim", many: "claims", n: len(all), sentences: true, item: func(i int) string { return all[i].Says() }}})
	return nil
}

// drop takes away a claim by its number, which is the same among checks and claims.
func drop(s *session, arg string) error {
	all := s.work.claims.List()
	if len(all) == 0 {
		return errors.New("nothing is claimed. claim adds a claim")
	}
	which, err := numbers(arg, len(all))
	if err != nil {
		return err
	}
	rest := make([]verify.Claim, 0, len(all))
	for i, c := range all {
		if i != which[0] {
			rest = append(rest, c)
		}
	}
	if err := changeClaims(s, app.NewClaimSet(rest)); err != nil {
		return err
	}
	s.out.say("Dropped: %s", all[which[0]].Says())
	return sayVerdict(s)
}

// undo brings the claims before the last change back.
func undo(s *session) error {
	w := s.work
	if len(w.undo) == 0 {
		return errors.New("nothing to undo")
	}
	before := w.undo[len(w.undo)-1]
	if err := saveClaims(s, before); err != nil {
		return err
	}
	w.undo, w.claims, w.report, w.policy = w.undo[:len(w.undo)-1], before, nil, ""
	s.out.say("Undone. %s", english.Plural(len(before.List()), "claim", "claims"))
	return sayVerdict(s)
}

// claimPolicy claims all that a policy asks.
func claimPolicy(s *session, name string) error {
	if len(s.opts.Policies) == 0 {
		return errors.New("the settings name no policies. The config file holds them, as policy.NAME")
	}
	if name == "" {
		var options []option
		for _, p := range s.opts.Policies {
			options = append(options, option{p.Name, p.Name})
		}
		o, err := s.choose("Which policy?", options, -1)
		if err != nil {
			return err
		}
		name = o.value
	}
	p, err := policy.Find(s.opts.Policies, name)
	if err != nil {
		return err
	}
	if err := changeClaims(s, app.NewClaimSet(policy.Join(s.work.claims.List(), p.Claims))); err != nil {
		return err
	}
	s.work.policy = p.Name
	s.out.say("Policy: %s, %s", p.Name, english.Plural(len(p.Claims), "claim", "claims"))
	return sayVerdict(s)
}

// writeReport writes the report on the claims: exactly what the report command writes.
func writeReport(s *session, arg string) error {
	path, err := s.fileName(arg, ".pdf", ".html", ".json", ".md", ".txt")
	if err != nil {
		return err
	}
	if err := checkClaims(s); err != nil {
		return err
	}
	w := s.work
	var d *report.Document
	if err := s.do(func(ctx context.Context) (err error) {
		q := app.ReportRequest{Policy: policy.Policy{Name: w.policy}}
		if p, err := policy.Find(s.opts.Policies, w.policy); err == nil {
			q.Policy = p
		}
		d, err = s.app.WriteReport(ctx, w.data, w.report, w.claims.List(), q)
		return err
	}); err != nil {
		return err
	}
	return s.writeFile(path, func(over bool) error { return form.WriteFile(path, over, d) })
}

// askAgain asks a service anew.
func askAgain(s *session, arg string) error {
	which, err := numbers(arg, len(service.All()))
	if err != nil {
		return err
	}
	return askService(s, service.All()[which[0]])
}

// today is the day of looking.
func (s *session) today() aisclient.Date { return aisclient.DateIn(s.opts.Now()) }
