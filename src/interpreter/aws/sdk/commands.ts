/** The SDK's command of each operation. */
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TagResourceCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import type { WireInputs, WireOperation } from '../wire'

/** Any command; they are all sent alike, and their typed answers are not used. */
export type Command = GetItemCommand

/** The SDK's inputs are the wire inputs, but for `readonly`, which it does not write; it changes none of them. */
const command =
  <I>(Class: new (input: I) => unknown) =>
  (input: object): Command =>
    new Class(input as I) as Command

/** Makes the command of an operation. */
export const commands: { readonly [K in WireOperation]: (input: WireInputs[K]) => Command } = {
  GetItem: command(GetItemCommand),
  PutItem: command(PutItemCommand),
  UpdateItem: command(UpdateItemCommand),
  DeleteItem: command(DeleteItemCommand),
  BatchGetItem: command(BatchGetItemCommand),
  BatchWriteItem: command(BatchWriteItemCommand),
  TransactGetItems: command(TransactGetItemsCommand),
  TransactWriteItems: command(TransactWriteItemsCommand),
  Query: command(QueryCommand),
  Scan: command(ScanCommand),
  CreateTable: command(CreateTableCommand),
  DescribeTable: command(DescribeTableCommand),
  UpdateTable: command(UpdateTableCommand),
  DeleteTable: command(DeleteTableCommand),
  DescribeTimeToLive: command(DescribeTimeToLiveCommand),
  UpdateTimeToLive: command(UpdateTimeToLiveCommand),
  DescribeContinuousBackups: command(DescribeContinuousBackupsCommand),
  UpdateContinuousBackups: command(UpdateContinuousBackupsCommand),
  ListTagsOfResource: command(ListTagsOfResourceCommand),
  TagResource: command(TagResourceCommand),
  UntagResource: command(UntagResourceCommand),
}
