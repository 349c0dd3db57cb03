package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/robot/sample"
)

// frozen is what every clock of these tests shows at the start of a synctest bubble.
var frozen = time.Date(2026, 5, 4, 9, 30, 0, 0, time.UTC)

// clock runs with the bubble's time from frozen on.
func clock() time.Time {
	return frozen.Add(time.Since(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)))
}

// fake is a world that does what a test tells it.
type fake struct {
	mu       sync.Mutex
	env      app.Environment
	settings app.Settings
	saves    int
	saved    []library.Entry
	tagged   []string
	reusable bool // an access token is saved with the first
	pending  []app.Pending
	banks    catalog.Catalog
	banksErr error
	listErr  error
	listTime time.Duration // that reading the list takes
	deleted  []string
	opened   []string
	plans    []app.VerificationRequest
	beginErr error
	openErr  error
	loadErr  error
	parts    int
	reads    int // of the list of imports and of the catalog
	last     *fakeVerification
	entries  []lexicon.Draft
	calls    []aisclient.Exchange
	reply    string
	ledger   *ledger.Ledger // in place of the reply
	kept     []service.Answer
	running  int
	claims   map[string][]verify.Claim
	claimErr error
	saving   chan struct{}
	saveTime time.Duration
}

func newFake() *fake {
	f := &fake{
		env: app.Environment{Name: "sandbox", Client: "sandbox-test", API: "127.0.0.1:40123", KeySet: true,
			TestLogins: []string{"test1 / Test123", "test2 / Test123"}},
		settings: app.Settings{Theme: "dark", Language: "en", Period: "90d", OpenBrowser: true, RetentionDays: 30},
		banks: catalog.Catalog{FetchedAt: frozen.Add(-30 * time.Hour), Banks: []catalog.Bank{
			bank("KontoBankApi", "KontoBank", "pl", true), bank("KontoBank", "KontoBank (scraper)", "pl", false),
			bank("Pko", "PKO Bank Polski", "pl", true), bank("KontoBankApi_es", "KontoBank", "es", true),
			bank("Ceska", "Česká spořitelna", "cz", true),
		}},
		reply: sampleReply, saving: make(chan struct{}, 1),
	}
	f.saved = []library.Entry{savedImport(1, "sandbox"), savedImport(2, "test"), damagedImport()}
	f.calls = []aisclient.Exchange{{Seq: 1, Started: frozen.Add(-time.Minute), Duration: 87 * time.Millisecond, Method: "GET",
		Host: "127.0.0.1:40123", Path: "/v1/catalog.xml", Query: "country=all", Status: 200, ResponseSize: 1234,
		ResponseBody: []byte(`<reply status="200 OK"><targets><target name="KontoBank"/></targets></reply>`)}}
	return f
}

func bank(name, official, country string, psd2 bool) catalog.Bank {
	return catalog.Bank{Name: name, OfficialName: text.Clean(official), Country: country, PSD2: psd2,
		AccountTypes: []string{"Individual", "SoleTrader"}, Imports: []string{"owners", "accounts", "transactions"},
		Access: []string{intake.AccessSingle}}
}

func savedImport(n int, env string) library.Entry {
	at := frozen.Add(-time.Duration(n) * 26 * time.Hour)
	return library.Entry{Read: true, Facts: library.Facts{Owners: []text.Text{text.Clean([]string{"Halina Przykładowa", "Óscar Ejemplo Muestra"}[n%2])},
		IBANs: []string{"PL61109010140000071219812874"}, Employer: text.Clean("Przykład sp. z o.o.")}, Entry: archive.Entry{Manifest: archive.Manifest{ID: fmt.Sprintf("202605%02dT%06dZ-k%d", 4-n, n, n), Created: at,
		Expires: at.AddDate(0, 0, 30), Size: 912_345, Counts: &archive.Counts{Owners: 1, Accounts: 2, CreditCards: 1, Transactions: 1234},
		NewImport: archive.NewImport{Environment: text.Clean(env), Target: text.Clean("KontoBankApi"), OfficialName: text.Clean("KontoBank"),
			OwnerExternalID: text.Clean("owner-ab12cd"), State: text.Clean("successful")}}}}
}

func damagedImport() library.Entry {
	s := savedImport(3, "sandbox")
	s.Facts = library.Facts{}
	s.ID, s.Damaged, s.Expires = "20260401T000000Z-bad", errors.New("the checksum is wrong"), frozen.Add(-time.Hour)
	return s
}

func (f *fake) Environment() app.Environment { return f.env }

func (f *fake) Begin(plan app.VerificationRequest) app.Verification {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.plans = append(f.plans, plan)
	f.last = &fakeVerification{world: f, plan: plan, events: make(chan intake.Event, 64), end: make(chan error, 1)}
	return f.last
}

func (f *fake) Pending(context.Context) ([]app.Pending, error) { return f.pending, nil }

func (f *fake) Resume(p app.Pending) (app.Verification, error) {
	return f.Begin(app.VerificationRequest{Request: intake.Request{OwnerExternalID: p.OwnerExternalID.String()}}), nil
}

func (f *fake) Forget(_ context.Context, p app.Pending) error {
	f.pending = nil
	return nil
}

func (f *fake) Imports(context.Context) (*library.Index, error) {
	time.Sleep(f.listTime)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reads++
	return library.Of(f.saved), f.listErr
}

func (f *fake) ReadImports(_ context.Context, ids []string, done func(int)) error {
	for i := range ids {
		done(i + 1)
	}
	return nil
}

func (f *fake) DoubtClock() error { return nil }

func (f *fake) Verdicts(_ context.Context, ids []string, each func(string, portfolio.Verdict)) error {
	for i, id := range ids {
		each(id, portfolio.VerdictNames()[i%4])
	}
	return nil
}

func (f *fake) Tag(_ context.Context, ids []string, tag string, remove bool) (int, error) {
	f.tagged = append(f.tagged, fmt.Sprint(ids, tag, remove))
	return len(ids), nil
}

func (f *fake) Reusable(id string) bool { return f.reusable && id == f.saved[0].ID }

func (f *fake) replyOf(id, name, env string) app.Reply {
	return app.Reply{
		Dataset: app.Dataset{ID: id, Name: name, Environment: env, OwnerExternalID: "owner-ab12cd", SavedAt: frozen},
		Load: func(ctx context.Context, publish func(*ledger.Ledger)) (*ledger.Ledger, *aisclient.Import, error) {
			if f.ledger != nil {
				return f.ledger, sample.Customer(), nil
			}
			imp, err := aisclient.Decode(ctx, strings.NewReader(f.reply), aisclient.DecodeOptions{})
			if err != nil {
				return nil, nil, err
			}
			l, err := ledger.FromImport(imp)
			for range f.parts {
				publish(l)
				time.Sleep(300 * time.Millisecond)
			}
			if f.loadErr != nil {
				return nil, nil, f.loadErr
			}
			return l, imp, err
		},
		Raw: func(context.Context) ([]byte, error) { return []byte(f.reply), nil },
	}
}

func (f *fake) Open(_ context.Context, id string) (app.Reply, error) {
	f.opened = append(f.opened, id)
	return f.replyOf(id, id, "sandbox"), f.openErr
}

func (f *fake) OpenFile(_ context.Context, path string) (app.Reply, error) {
	f.opened = append(f.opened, path)
	return f.replyOf("", path, ""), f.openErr
}

func (f *fake) Delete(_ context.Context, id string, everywhere bool) error {
	f.deleted = append(f.deleted, id)
	kept := f.saved[:0:0]
	for _, s := range f.saved {
		if s.ID != id {
			kept = append(kept, s)
		}
	}
	f.saved = kept
	return nil
}

func (f *fake) Purge(context.Context) (int, error) {
	return 1, f.Delete(context.Background(), "20260401T000000Z-bad", false)
}

func (f *fake) Banks(context.Context, string, bool) (catalog.Catalog, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reads++
	return f.banks, f.banksErr
}

func (f *fake) Answers(string) []service.Answer { return f.kept }
func (f *fake) Ask(context.Context, string, service.Service) (service.Answer, error) {
	return service.Answer{}, errors.New("not in this test")
}

// WriteReport writes down as the program does, of an import that nothing else is known of.
func (f *fake) WriteReport(ctx context.Context, d app.Dataset, v *verify.Report, claims []verify.Claim, q app.ReportRequest) (*report.Document, error) {
	a, err := d.Insights(sample.Now).Analysis(ctx)
	if err != nil {
		return nil, err
	}
	doc, err := report.New(ctx, report.Input{Verdict: v, Analysis: a, Claims: claims, Level: q.Level, Environment: "sandbox"})
	if err == nil && q.To != nil {
		err = q.To(doc)
	}
	return doc, err
}

func (f *fake) Claims(_ context.Context, id string) ([]verify.Claim, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.claims[id], f.claimErr
}

// SaveClaims takes a second. One save follows the other, and one that was replaced before its turn writes nothing.
func (f *fake) SaveClaims(ctx context.Context, id string, claims []verify.Claim) error {
	f.saving <- struct{}{}
	defer func() { <-f.saving }()
	if err := ctx.Err(); err != nil {
		return err
	}
	time.Sleep(f.saveTime)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.claimErr != nil {
		return f.claimErr
	}
	if f.claims == nil {
		f.claims = map[string][]verify.Claim{}
	}
	f.claims[id] = claims
	return nil
}

func (f *fake) LexiconWith(e lexicon.Draft) (*lexicon.Set, error) {
	_, err := e.AddTo(nil)
	return lexicon.Builtin(), err
}

func (f *fake) LexiconChange(context.Context, app.Dataset, []verify.Claim, *lexicon.Set) (*app.LexiconChange, error) {
	return &app.LexiconChange{}, nil
}

func (f *fake) AddEntry(e lexicon.Draft) (string, error) {
	f.entries = append(f.entries, e)
	return "the entry is kept in your lexicon.toml", nil
}

func (f *fake) Exchanges() []aisclient.Exchange { return f.calls }
func (f *fake) Settings() app.Settings          { return f.settings }
func (f *fake) SaveSettings(s app.Settings) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.settings, f.saves = s, f.saves+1
	return nil
}

// fakeVerification does what the test sends: events through emit, then an end.
type fakeVerification struct {
	world    *fake
	plan     app.VerificationRequest
	events   chan intake.Event
	end      chan error
	again    int
	pasted   []string
	pasteErr error
	codes    []string
	codeErr  error
}

func (v *fakeVerification) Run(ctx context.Context, emit func(intake.Event)) (intake.Outcome, error) {
	if v.world.beginErr != nil {
		return intake.Outcome{}, v.world.beginErr
	}
	v.world.count(1)
	defer v.world.count(-1)
	for {
		select {
		case e := <-v.events:
			emit(e)
		case err := <-v.end:
			return intake.Outcome{Err: err}, err
		case <-ctx.Done():
			err := &intake.Cancellation{At: intake.Linking, Err: ctx.Err()}
			emit(intake.Event{At: clock(), State: intake.Cancelled, Err: err})
			return intake.Outcome{State: intake.Cancelled, Err: err}, err
		}
	}
}

func (v *fakeVerification) OpenAgain(context.Context) error { v.again++; return nil }
func (v *fakeVerification) Confirm(code string) error {
	v.codes = append(v.codes, code)
	return v.codeErr
}

func (v *fakeVerification) Paste(line string) error {
	v.pasted = append(v.pasted, line)
	return v.pasteErr
}

func (f *fake) count(by int) {
	f.mu.Lock()
	f.running += by
	f.mu.Unlock()
}

// sampleReply is a small import in the provider's shape; people and numbers are invented.
const sampleReply = `<?xml version="1.0" encoding="utf-8"?>
<reply status="200 OK" user="sandbox-test" responseTimestamp="2026-05-04T09:29:00Z"><command id="455000001" state="successful" name="DefaultImportCommand" target="KontoBankApi" institution="KontoBank"><progress><value>0</value></progress><result><owners><owner><name>Halina Przykładowa</name><address>ul. Wymyślona 1, 00-000 Miasto</address><kind>OWNER</kind></owner></owners><accounts><account><name>Konto 0</name><iban>PL61109010140000071219812874</iban><currencyBalance>2410.50</currencyBalance><currencyFundsAvailable>2410.50</currencyFundsAvailable><currencyName>PLN</currencyName><strange>x</strange><moneyTransactions><moneyTransaction><transactionOn>2026-05-02</transactionOn><bookedOn>2026-05-03</bookedOn><currencyAmount>-89.50</currencyAmount><currencyBalance>2410.50</currencyBalance><title>Zakupy</title><party>Żabka</party><kind>ZAPŁATA KARTĄ</kind><status>DONE</status><labels><label>grocery</label></labels></moneyTransaction><moneyTransaction><transactionOn>2026-04-30</transactionOn><bookedOn>2026-04-30</bookedOn><currencyAmount>2500.00</currencyAmount><currencyBalance>2500.00</currencyBalance><title>Wynagrodzenie</title><party>Przykład sp. z o.o.</party><kind>PRZELEW</kind><status>DONE</status><labels><label>salary</label></labels></moneyTransaction></moneyTransactions></account></accounts></result></command></reply>`
