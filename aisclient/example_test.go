package aisclient_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"aisdesk/aisclient"
)

// replies are answers in the provider's shape. People and numbers are invented.
var replies = map[string]struct {
	status int
	body   string
}{
	"POST /v1/mock-session.xml": {200, `<reply status="200 OK" user="acme-test"><session id="455164974" signature="0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"/></reply>`},
	"POST /v1/command/default-import.xml": {202, `<reply status="202 Accepted" user="acme-test" ownerExternalId="app-1" responseTimestamp="2026-01-02T03:04:05Z">
  <command id="455000001" state="setup" name="DefaultImportCommand"><progress><value>0</value></progress></command></reply>`},
	"GET /v1/command/455000001.xml": {200, `<reply status="200 OK" user="acme-test" responseTimestamp="2026-01-02T03:04:09Z">
  <command id="455000001" state="successful" name="DefaultImportCommand" target="KontoBank" institution="KontoBank"><progress><value>0</value></progress>
    <result><owners><owner><name>Anna Wymyślona</name><kind>OWNER</kind></owner></owners><accounts><account>
      <name>Konto 0</name><iban>PL61109010140000071219812874</iban><currencyBalance>150.00</currencyBalance><currencyName>PLN</currencyName>
      <moneyTransactions>
        <moneyTransaction><transactionOn>2026-01-01</transactionOn><bookedOn>2026-01-02</bookedOn><currencyAmount>-25.50</currencyAmount><currencyBalance>150.00</currencyBalance><title>Zakupy</title><status>DONE</status></moneyTransaction>
        <moneyTransaction><transactionOn>2025-12-30</transactionOn><bookedOn>2025-12-31</bookedOn><currencyAmount>4200.00</currencyAmount><currencyBalance>175.50</currencyBalance><title>Wynagrodzenie</title><status>DONE</status><labels><label>salary</label></labels></moneyTransaction>
      </moneyTransactions></account></accounts></result></command></reply>`},
	"GET /v1/data.xml":    {200, `<reply status="200 OK" user="acme-test" ownerExternalId="app-1"><owner externalId="app-1"><target name="KontoBank" officialName="Konto Bank" institution="KontoBank"><accounts/></target></owner></reply>`},
	"DELETE /v1/data.xml": {200, ``},
	"GET /v1/catalog.xml": {200, `<reply status="200 OK" user="acme-test"><targets><target country="pl" name="KontoBankApi" institution="KontoBank" officialName="Konto Bank" psd2="true">
  <commands><command name="DefaultImportCommand"/></commands></target></targets></reply>`},
	"GET /v1/owner-scores.xml":                    {200, `<reply status="200 OK"><models><model id="common-2099-01-01"><scores><score><value>0.6125</value></score><scoreTier><value>C</value></scoreTier></scores></model></models></reply>`},
	"POST /v1/accounts-summary":                   {200, `{"content":{"PL61109010140000071219812874":{"label:salary":{"count":1,"sum":4200.00}}}}`},
	"POST /v1/owner-summary":                      {200, `{"content":{"PLN":{"label:bailiff|debt collection":{"count":0}}}}`},
	"GET /v1/owner-income-confirmation":           {200, `{"content":{"PLN":{"salary":{"M-0":4200.00}}}}`},
	"GET /v1/owner-profiles":                      {200, `["employee"]`},
	"POST /v1/command/reuse-multiple-access.xml":  {200, `<reply status="200 OK"><session id="455164975" signature="0a0a0a0a"/></reply>`},
	"POST /v1/command/delete-multiple-access.xml": {200, `<reply status="200 OK"/>`},
	"POST /v1/signin/redirection":                 {200, `{"redirectionId":"r-1","redirectionLink":"https://signin.example/r-1"}`},
	"GET /v1/signin/redirection-status":           {200, `{"status":"SUCCESS","params":{"sessionId":"455164976","sessionIdSignature":"0b0b0b0b","target":"KontoBankApi"}}`},
	"POST /v1/command/sign-out.xml":               {400, `<reply status="400 Bad Request" ownerExternalId="app-1"><exception name="CommandNotAvailable"><message>Command SignOutCommand is not available for target KontoBank.</message></exception></reply>`},
	"POST /v1/owner":                              {200, `{"requestId":"q-1"}`},
}

// provider starts a server with these replies and a client of it. Against the real service a program calls
// aisclient.New with aisclient.TestURL or ProductionURL instead.
func provider() (*aisclient.Client, func()) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := replies[r.Method+" "+r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.WriteHeader(a.status)
		_, _ = io.WriteString(w, a.body)
	}))
	client, err := aisclient.New(aisclient.Config{BaseURL: srv.URL, Key: aisclient.NewSecret("a-key-of-the-sandbox"), AllowLoopbackHTTP: true})
	if err != nil {
		panic(err)
	}
	return client, srv.Close
}

var (
	ctx     = context.Background()
	session = aisclient.Session{Target: "KontoBank", ID: "455164974", Signature: aisclient.NewSecret("0f0f0f0f")}
	year    = aisclient.SummaryRequest{OwnerExternalID: "app-1", Start: aisclient.DateOf(2025, time.January, 1), End: aisclient.DateOf(2025, time.December, 31)}
)

// From a session to its transactions.
func Example() {
	client, stop := provider()
	defer stop()
	signedIn, err := client.MockSession(ctx, aisclient.MockSessionRequest{Login: "test1", Country: "pl", OwnerExternalID: "app-1"})
	if err != nil {
		fmt.Println(err)
		return
	}
	accepted, err := client.DefaultImport(ctx, signedIn.Session, aisclient.DateOf(2025, time.October, 1))
	if err != nil {
		fmt.Println(err) // says what to do next; an import is never sent twice
		return
	}
	reply, err := client.WaitForImport(ctx, accepted.Command.ID, aisclient.WaitOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	imp, err := reply.Decode(ctx) // after reply.Raw was saved
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, account := range imp.Targets[0].Accounts {
		fmt.Println(account.Name, account.IBAN, account.Balance, account.Currency)
		for _, tx := range account.Transactions {
			fmt.Println(tx.BookedOn, tx.Amount, tx.Title, tx.Labels)
		}
	}
	// Output:
	// Konto 0 PL61109010140000071219812874 150.00 PLN
	// 2026-01-02 -25.50 Zakupy []
	// 2025-12-31 4200.00 Wynagrodzenie [salary]
}

func ExampleClient_MockSession() {
	client, stop := provider()
	defer stop()
	r, err := client.MockSession(ctx, aisclient.MockSessionRequest{Login: "test1", Country: "pl", OwnerExternalID: "app-1"})
	fmt.Println(r.Session.ID, r.Session.Signature, err)
	// Output: 455164974 [redacted] <nil>
}

func ExampleClient_DefaultImport() {
	client, stop := provider()
	defer stop()
	r, err := client.DefaultImport(ctx, session, aisclient.DateOf(2025, time.October, 1))
	fmt.Println(r.HTTPStatus, r.Command.ID, r.Command.State, r.Envelope.OwnerExternalID, err)
	_, err = client.DefaultImport(ctx, session, aisclient.DateOf(2025, time.October, 1))
	fmt.Println(errors.Is(err, aisclient.ErrImportSentBefore))
	// Output:
	// 202 455000001 setup app-1 <nil>
	// true
}

func ExampleClient_Command() {
	client, stop := provider()
	defer stop()
	r, err := client.Command(ctx, "455000001")
	fmt.Println(r.Command.State, r.Command.State.Final(), r.Command.Target, err)
	// Output: successful true KontoBank <nil>
}

func ExampleClient_Wait() {
	client, stop := provider()
	defer stop()
	for look := range client.Wait(ctx, "455000001", aisclient.WaitOptions{Timeout: 5 * time.Minute}) {
		switch {
		case look.Reply != nil:
			fmt.Println(look.Attempt, look.Reply.Command.State, look.Final)
		case look.Final:
			fmt.Println("failed:", look.Err)
		default:
			fmt.Println("once more in", look.Delay)
		}
	}
	// Output: 1 successful true
}

func ExampleClient_WaitForImport() {
	client, stop := provider()
	defer stop()
	r, err := client.WaitForImport(ctx, "455000001", aisclient.WaitOptions{Timeout: 5 * time.Minute})
	fmt.Println(r.Command.State, len(r.Raw) > 0, err)
	// Output: successful true <nil>
}

func ExampleClient_Data() {
	client, stop := provider()
	defer stop()
	r, err := client.Data(ctx, "app-1")
	if err != nil {
		fmt.Println(err)
		return
	}
	imp, err := r.Decode(ctx)
	fmt.Println(imp.Targets[0].OfficialName, err)
	// Output: Konto Bank <nil>
}

func ExampleClient_DeleteData() {
	client, stop := provider()
	defer stop()
	_, err := client.DeleteData(ctx, "app-1")
	fmt.Println(err)
	// Output: <nil>
}

func ExampleClient_ReuseAccess() {
	client, stop := provider()
	defer stop()
	r, err := client.ReuseAccess(ctx, aisclient.NewSecret("the-customers-token"))
	fmt.Println(r.Session.ID, err)
	// Output: 455164975 <nil>
}

func ExampleClient_RevokeAccess() {
	client, stop := provider()
	defer stop()
	_, err := client.RevokeAccess(ctx, aisclient.NewSecret("the-customers-token"))
	fmt.Println(err)
	// Output: <nil>
}

func ExampleClient_StartRedirection() {
	client, stop := provider()
	defer stop()
	r, err := client.StartRedirection(ctx, aisclient.RedirectionRequest{
		RedirectURI: "https://app.example/back", OwnerExternalID: "app-1", Country: "pl", PSD2: &aisclient.PSD2{AccessMode: "MIXED"},
	})
	fmt.Println(r.ID, r.Link, err)
	// Output: r-1 https://signin.example/r-1 <nil>
}

func ExampleClient_RedirectionStatus() {
	client, stop := provider()
	defer stop()
	r, err := client.RedirectionStatus(ctx, "r-1")
	fmt.Println(r.State, r.Session.ID, r.Session.Target, err)
	// Output: success 455164976 KontoBankApi <nil>
}

func ExampleClient_SignOut() {
	client, stop := provider()
	defer stop()
	_, err := client.SignOut(ctx, session)
	fmt.Println(errors.Is(err, aisclient.ExceptionName("CommandNotAvailable")))
	// Output: true
}

func ExampleError() {
	client, stop := provider()
	defer stop()
	_, err := client.SignOut(ctx, session)
	if e, ok := errors.AsType[*aisclient.Error](err); ok {
		fmt.Println(e.Kind, e.HTTPStatus, e.Name, e.Retryable)
		fmt.Println(e.Message)
		fmt.Println(e.Next)
	}
	// Output:
	// provider 400 CommandNotAvailable false
	// Command SignOutCommand is not available for target KontoBank.
	// This bank does not offer the command. After a sign-out this can be ignored.
}
