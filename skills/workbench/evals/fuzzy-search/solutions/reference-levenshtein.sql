create extension fuzzystrmatch schema extensions;
