package intake_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/intake"
)

// exampleProvider answers as the test environment does; the import has already ended at the first look.
func exampleProvider(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasSuffix(r.URL.Path, "mock-session.xml"):
		_, _ = io.WriteString(w, `<reply status="200 OK"><session id="455164974" signature="0f0f0f0f"/></reply>`)
	case strings.HasSuffix(r.URL.Path, "default-import.xml"):
		w.WriteHeader(http.StatusAccepted)
		_, _ = io.WriteString(w, `<reply status="202 Accepted" ownerExternalId="app-1"><command id="455000001" state="setup" name="DefaultImportCommand"/></reply>`)
	default:
		_, _ = io.WriteString(w, `<reply status="200 OK"><command id="455000001" state="successful" name="DefaultImportCommand" target="KontoBank"><result><accounts>
<account><name>Konto 0</name><currencyName>PLN</currencyName></account></accounts></result></command></reply>`)
	}
}

// One verification with a test login, from the request to the saved import.
func ExampleRunner_Verify() {
	srv := httptest.NewServer(http.HandlerFunc(exampleProvider))
	defer srv.Close()
	dir, _ := os.MkdirTemp("", "imports")
	defer os.RemoveAll(dir)
	store, err := archive.Open(dir, archive.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	client, err := aisclient.New(aisclient.Config{BaseURL: srv.URL, Key: aisclient.NewSecret("a-key-of-the-sandbox"), AllowLoopbackHTTP: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	runner := &intake.Runner{Client: client, Archive: store, Environment: "sandbox",
		Wait: aisclient.WaitOptions{MinDelay: time.Millisecond}} // faster than 2 s in the sandbox only
	req := intake.Request{OwnerExternalID: "app-1"} // the last 90 days
	out, err := runner.Verify(context.Background(), req, intake.MockSource{Client: client, Login: "test1"}, func(ev intake.Event) {
		if ev.Poll == nil && ev.Link == nil && ev.Arrived == nil {
			fmt.Println(ev.State)
		}
	})
	fmt.Println(out.State, out.CommandID, out.Target, out.ImportID != "", err)
	// Output:
	// linking
	// signed in
	// importing
	// saving
	// done
	// done 455000001 KontoBank true <nil>
}
