// Package aisclient is a client of the Account Information Service: it takes a customer's signed-in session to
// the transactions of his accounts, and asks the provider's analytical services about them.
//
// # From session to transactions
//
// A client needs the address of an environment and its API key. The key goes to that address and nowhere else;
// the provider also wants this machine's IP address enabled in its portal, Insight.
//
//	client, err := aisclient.New(aisclient.Config{
//		BaseURL: aisclient.TestURL,
//		Key:     aisclient.NewSecret(os.Getenv("AISDESK_API_KEY")),
//	})
//
// A [Session] comes from the sign-in widget's onSuccess, from a hosted link ([Client.StartRedirection]), from a
// token that the customer granted ([Client.ReuseAccess]), or, in the test environment, from [Client.MockSession].
// It allows one import, at once:
//
//	session := aisclient.Session{Target: target, ID: sessionID, Signature: aisclient.NewSecret(sessionIDSignature)}
//	since := aisclient.DateIn(time.Now()).AddMonths(-3)
//	accepted, err := client.DefaultImport(ctx, session, since)
//
// The import is a command that runs for seconds to minutes. [Client.WaitForImport] polls it at the provider's
// pace until it ends; [Client.Wait] does the same and yields every look, for who wants to show the progress.
//
//	reply, err := client.WaitForImport(ctx, accepted.Command.ID, aisclient.WaitOptions{DelayFirst: true})
//	if err != nil {
//		return err // says what went wrong and what to do next
//	}
//	save(reply.Raw) // before anything else: there is no second import for this session
//
// [CommandReply.Decode] reads the reply into an [Import], [Decode] does it with saved bytes or a file, and
// [DecodeRows] streams the transactions of a large one:
//
//	imp, err := reply.Decode(ctx)
//	for _, bank := range imp.Targets {
//		for _, account := range bank.Accounts {
//			for _, tx := range account.Transactions {
//				fmt.Println(tx.BookedOn, tx.Amount, account.Currency, tx.Title, tx.Labels)
//			}
//		}
//	}
//
// Amounts are exact decimals, never floats; dates are civil dates; texts are cleaned of everything that could
// play with a terminal, and their Raw method gives what the bank wrote, for matching. The result stays at the provider for 24 hours: [Client.Data] gets everything that it
// holds of an owner, [Client.DeleteData] removes it earlier.
//
// # Errors
//
// Every failure of a method is an [*Error] with a kind, the provider's name for it, and what to do next:
//
//	switch {
//	case errors.Is(err, aisclient.KindSession): // ask the customer to sign in again
//	case errors.Is(err, aisclient.KindAuth): // the key is wrong, or the IP address is not enabled
//	case errors.Is(err, aisclient.ExceptionName("NoDataToCalculateScore")): // no score, which is no judgement
//	case aisclient.Retryable(err): // later
//	}
//
// A failed import is not an error of [Client.Command]: the reply says so, see [CommandReply.Failure]. What is
// refused before anything is sent wraps [ErrInvalidRequest], but for a second import for a session: it is an *Error that
// wraps [ErrImportSentBefore]. What a reply holds and nobody documents is never an
// error: it is counted in [Import.Warnings].
//
// # What it never does
//
// It never sends an import twice for one session, not even after a broken connection ([ErrImportUnknown]); never
// follows a redirect; never prints a key, a signature or a token, in errors as little as in what
// Config.OnExchange is told; never logs.
//
// What nobody documents in public stands in one file, assumptions.go.
package aisclient
