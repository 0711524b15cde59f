import type { ParameterEntry, ParameterRecord } from "../../models/parameter-record.ts";

/** Values by name, running statistics included: what crosses is what nets are described with. */
export type Parameters = ParameterRecord;
export type ParameterValues = ParameterEntry;
