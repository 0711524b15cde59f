import { config } from "zod/mini";
import en from "zod/v4/locales/en.js";

// What is small of zod says "Invalid input" of everything; this says what was expected.
config(en());
