// Asks the sandbox on behalf of the page: a page asks no other address itself.
import { get, serve } from "./frame.js";

serve({ retrieve: ({ key, clientSecret, kind }) => get(kind, clientSecret, key) }, () => {});
