package widget

// Authority decides everything that the widget asks: which clients and banks exist, whether a login may pass, and
// what session a finished sign-in yields. All methods may be called at the same time.
//
// A nil *Refusal means yes. The order of a sign-in is Begin, Choose, Login (again after a refusal with Retry), Window, Code
// (if the window asks for one), Accounts, Confirm or Cancel; Status may be asked at any time. A bank with a login page of
// its own (Target.LoginAtBank) has no Login: Choose opens its window, which asks for BankLogin.
type Authority interface {
	// KnowsClient reports whether the client id may embed the widget.
	KnowsClient(client string) bool
	// Targets lists the banks of a country ("" and "all" list every country) in the order of the catalog. The mode
	// (SINGLE, MULTIPLE, MIXED or "") leaves out banks that do not offer it.
	Targets(country, accessMode string) []Target
	// Begin opens an attempt to sign in and returns its id, a secret of the frame.
	Begin(Request) (attempt string, r *Refusal)
	// Choose takes the bank that the customer chose and consented to, and opens a session at it. The step says how to go on.
	Choose(attempt, target string) (Step, *Refusal)
	// Login checks a login and password that were typed into the frame. The step says how to go on.
	Login(attempt, target, login, password string) (Step, *Refusal)
	// Window describes the bank's own window that a step opened.
	Window(window string) (Window, *Refusal)
	// BankLogin checks a login and password that were typed into the bank's window. A refusal with Retry leaves it open.
	BankLogin(window, login, password string) *Refusal
	// Code checks the one-time code typed into the bank's window.
	Code(window, code string) *Refusal
	// Accounts lists what the customer may share, after the code was right.
	Accounts(window string) ([]AccountChoice, *Refusal)
	// Confirm ends the sign-in with the ids of the chosen accounts; an empty choice is refused.
	Confirm(window string, chosen []string) *Refusal
	// Cancel ends the bank's window without a sign-in; the frame stays usable.
	Cancel(window string)
	// Status tells the frame how far the attempt is.
	Status(attempt string) Status
}

// Request is what the frame learned from its query: the options that the embedding page set.
type Request struct {
	Client          string // client id
	OwnerExternalID string // empty if the page gave none
	Country         string // lower case ISO code, "all" or ""
	Locale          string
	EmbeddedURL     string // widgetEmbeddedUrl
	PSD2            PSD2
}

// PSD2 holds the options of the psd2 object; since their place there is not published, they are also read from the
// top level.
type PSD2 struct {
	AccessMode    string // SINGLE, MULTIPLE, MIXED or ""
	MaxImportDate string // YYYY-MM-DD or ""
	ForceSCA      bool
}

// Target is a bank of the catalog as the widget needs it.
type Target struct {
	Name         string // what becomes the target of the session, like KontoBankApi_cz
	OfficialName string // the name for people
	OfficialURL  string
	Institution  string // stable key for logos
	Country      string // lower case ISO code
	LoginName    string // what the bank calls its login; "" if it has no word of its own
	Beta, PSD2   bool
	Multiple     bool // the bank offers repeated access
}

// LoginAtBank reports whether the customer types nothing in the frame: PSD2 banks ask on their own page, but for the few that
// want a login first.
func (t Target) LoginAtBank() bool { return t.PSD2 && t.LoginName == "" }

// Step is what follows the choice of a bank, or a right login and password.
type Step struct {
	SessionID string // of the session that has begun, which is not signed in yet
	// Window is the id of the bank's window to open, a secret of that window. Empty after Choose: the frame asks for the
	// login. Empty after Login: the sign-in is complete.
	Window string
}

// Window is what the bank's own window shows.
type Window struct {
	Target       Target
	Customer     string // name of the customer who signed in; empty before
	LoginNeeded  bool   // the bank asks for login and password here
	CodeNeeded   bool   // the bank sends a one-time code before it shows accounts
	ChooseNeeded bool   // the bank lets the customer choose accounts
	Repeated     bool   // repeated access for 180 days is asked for
	Locale       string
	// Back is the path to which the window leads back when it is the customer's only one; empty if the frame waits.
	Back string
}

// AccountChoice is one account that can be shared.
type AccountChoice struct {
	ID       string // opaque
	Name     string
	IBAN     string // empty for cards
	Balance  string // decimal with a dot and two places
	Currency string // ISO 4217
	Card     bool
}

// Status is the state of an attempt. While both fields are nil it is still open.
type Status struct {
	SignedIn *SignedIn
	Refused  *Refusal // the bank's window ended with this; cleared by the next Login
	// Cancelled is set when the customer closed the bank's window by its cancel button; cleared by the next Login.
	Cancelled bool
}

// SignedIn is the content of the widget's signedIn message.
type SignedIn struct {
	Target           string
	SessionID        string // decimal digits
	Signature        string // 64 lower case hexadecimal digits
	OfficialName     string
	MultipleAccessID string // empty unless repeated access was granted
}

// Refusal is a no with the provider's name for it.
type Refusal struct {
	Name     string // exception name, which becomes the cause of the widget's error message
	Message  string // English
	Friendly string // in the language of the target; may be empty
	Retry    bool   // the customer can go on in the same frame: the widget stays open
}

// Error makes a refusal usable as an error.
func (r *Refusal) Error() string { return r.Name + ": " + r.Message }
